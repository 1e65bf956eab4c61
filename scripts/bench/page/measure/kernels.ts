import { ratesOfKernels, type KernelRates } from '../../../../packages/backends/tests/benchKernels';

export interface Kernels {
  readonly kernels: readonly KernelRates[];
}

/** Every shape of the gate. */
export async function measureKernels(): Promise<Kernels> {
  const kernels: KernelRates[] = [];
  for await (const line of ratesOfKernels('')) {
    kernels.push(line);
    console.error(`${line.kernel}: stock ${line.stock}, ours ${line.forward}, ${line.input_gradient}, ${line.filter_gradient} GFLOP/s`);
  }
  return { kernels };
}
