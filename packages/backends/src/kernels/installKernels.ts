import type { Backend } from '../backends/backend';
import { installKernel } from './kernel';
import { lackingKernel } from './lackingKernel';

/** Gives a backend that has started all that we supply or replace on it, and for what nobody has an error that says so. Twice is harmless. */
export function installKernels(
  { name, tfjsName = name, kernels, lacking }: Pick<Backend, 'name' | 'tfjsName' | 'kernels' | 'lacking'>,
  backend?: unknown,
): void {
  for (const kernel of kernels) installKernel(tfjsName, kernel, backend);
  for (const kernel of lacking) installKernel(tfjsName, lackingKernel(kernel, name), backend);
}
