import type { TensorInfo } from '@tensorflow/tfjs-core';

/** What a kernel was called with, and what it gave. */
export interface KernelCall {
  readonly kernel: string;
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly outputs: readonly TensorInfo[];
}

type Sizes = readonly number[] | undefined;

const sizeOf = (shape: Sizes): number => (shape ?? []).reduce((product, length) => product * length, 1);
/** Taps times input channels of a filter `[kh, kw, C, K]`; of a depthwise one `[kh, kw, C, M]`, the taps alone. */
const perOutput = (filter: Sizes): number => sizeOf(filter?.slice(0, 3));
const taps = (filter: Sizes): number => sizeOf(filter?.slice(0, 2));

/**
 * Multiplications and additions of the kernels that are made of them; of others undefined. They are those of the definition: a
 * kernel that gets by with fewer, as Winograd's, seems the faster.
 */
export function operationsOf({ kernel, inputs, attrs, outputs }: KernelCall): number | undefined {
  const shape = (name: string): Sizes => inputs[name]?.shape;
  const result = outputs[0]?.shape;
  switch (kernel) {
    case 'Conv2D':
    case 'FusedConv2D':
    case 'GanConv2D':
      return 2 * sizeOf(result) * perOutput(shape('filter'));
    case 'Conv2DBackpropInput':
    case 'GanConv2DTranspose':
      return 2 * sizeOf(shape('dy')) * perOutput(shape('filter'));
    case 'Conv2DBackpropFilter':
      return 2 * sizeOf(shape('dy')) * perOutput(result);
    case 'DepthwiseConv2dNative':
    case 'FusedDepthwiseConv2D':
      return 2 * sizeOf(result) * taps(shape('filter'));
    case 'DepthwiseConv2dNativeBackpropInput':
      return 2 * sizeOf(shape('dy')) * taps(shape('filter'));
    case 'DepthwiseConv2dNativeBackpropFilter':
      return 2 * sizeOf(shape('dy')) * taps(result);
    case 'BatchMatMul':
    case '_FusedMatMul':
      return 2 * sizeOf(result) * (shape('a')?.at(attrs['transposeA'] ? -2 : -1) ?? 0);
    default:
      return undefined;
  }
}
