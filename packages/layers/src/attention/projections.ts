import { check } from '@ganblocks/core';
import type * as ops from '@ganblocks/core/ops';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { ResolvedCall } from '../layer/callArgs';
import type { KernelRequest, LayerKernel } from '../layer/kernelWeights';

/** What a projection reads and gives, in channels. */
type Widths = readonly [inputs: number, outputs: number];

/** Makes a kernel `[C, K]` for each word. */
export const createProjections = <Shapes extends Readonly<Record<string, Widths>>>(
  kernel: (request: KernelRequest) => LayerKernel,
  shapes: Shapes,
): { readonly [Name in keyof Shapes]: LayerKernel } =>
  Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, kernel({ name, shape })])) as {
    readonly [Name in keyof Shapes]: LayerKernel;
  };

/** The effective kernel and bias of each, inside a tidy. */
export const readProjections = <Kernels extends Readonly<Record<string, LayerKernel>>>(
  kernels: Kernels,
  call: ResolvedCall,
): { readonly [Name in keyof Kernels]: ops.Projection } =>
  Object.fromEntries(Object.entries(kernels).map(([name, kernel]) => [name, kernel.read<Tensor2D>(call)])) as unknown as {
    readonly [Name in keyof Kernels]: ops.Projection;
  };

/** The kernels of an attention; `output` only where it has one. */
export type AttentionKernels = Readonly<Record<'query' | 'key' | 'value', LayerKernel>> & { readonly output?: LayerKernel };

/** Throws unless every number that is given counts something. */
export function checkCounts(where: string, counts: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(counts)) {
    check(
      value === undefined || (Number.isInteger(value) && value >= 1),
      () => `${where}: ${name} must be a positive integer. Got ${value}.`,
    );
  }
}

/** Throws unless heads share out channels evenly. */
export function checkShares(where: string, heads: number, channels: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(channels)) {
    check(
      count % heads === 0,
      () => `${where}: heads must divide ${name}. Got ${heads} heads, ${count} channels. Choose other heads, or give ${name}.`,
    );
  }
}
