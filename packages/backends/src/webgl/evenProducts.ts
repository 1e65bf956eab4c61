import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';

/*
 * Textures hold 2x2 elements a pixel. Beyond the edge of a matrix of odd size stands whatever the last op left there (1 after `x + 1`), and the
 * stock product sums over it: where both operands come from such ops, one false term is added to each element. So an odd inner size is made even
 * with zeros.
 */

/** One more element of zeros at the end of an axis. */
const longer = (x: Tensor, axis: number): Tensor =>
  tf.pad(
    x,
    x.shape.map((_, i) => [0, i === axis ? 1 : 0]),
  );

const evenProduct = (name: string): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const { a, b } = call.inputs as Record<'a' | 'b', Tensor>;
      const { transposeA, transposeB } = call.attrs as unknown as { transposeA: boolean; transposeB: boolean };
      const [innerA, innerB] = [a.shape.length - (transposeA ? 2 : 1), b.shape.length - (transposeB ? 1 : 2)];
      if ((a.shape[innerA] ?? 0) % 2 === 0) return original!(call);
      return tf.tidy(() => resultOf(original!({ ...call, inputs: { ...call.inputs, a: longer(a, innerA), b: longer(b, innerB) } })));
    },
});

/** Convolution by one pixel, which is a matrix product over the channels. */
const evenConvolution = (name: string): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const { x, filter } = call.inputs as Record<'x' | 'filter', Tensor>;
      const { dataFormat } = call.attrs as unknown as { dataFormat?: string };
      const [height, width, channels = 0] = filter.shape;
      if (height !== 1 || width !== 1 || channels % 2 === 0) return original!(call);
      const axis = dataFormat === 'NCHW' ? 1 : 3;
      return tf.tidy(() => resultOf(original!({ ...call, inputs: { ...call.inputs, x: longer(x, axis), filter: longer(filter, 2) } })));
    },
});

export const evenProducts: readonly Kernel[] = [
  evenProduct(tf.BatchMatMul),
  evenProduct(tf._FusedMatMul),
  evenConvolution(tf.Conv2D),
  evenConvolution(tf.FusedConv2D),
];
