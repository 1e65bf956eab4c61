import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import type { Kernel } from '../kernel';

type Parts = readonly [real: Tensor, imaginary: Tensor];

const partsOf = (z: Tensor): Parts => {
  const number = z.dtype === 'complex64' ? z : tf.complex(tf.cast(z, 'float32'), tf.zeros(z.shape));
  return [tf.real(number), tf.imag(number)];
};

/** An op on complex numbers by their parts: the stock kernels compute in the shapes that the parts had before any reshape. */
const byParts = (name: string, compute: (a: Parts, b: Parts) => Parts): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const { a, b } = call.inputs as Record<'a' | 'b', Tensor>;
      if (a.dtype !== 'complex64' && b.dtype !== 'complex64') return original!(call);
      return tf.tidy(() => tf.complex(...compute(partsOf(a), partsOf(b))));
    },
});

export const complexArithmetic: readonly Kernel[] = [
  byParts(tf.Add, ([a, ai], [b, bi]) => [tf.add(a, b), tf.add(ai, bi)]),
  byParts(tf.Sub, ([a, ai], [b, bi]) => [tf.sub(a, b), tf.sub(ai, bi)]),
  byParts(tf.Multiply, ([a, ai], [b, bi]) => [tf.sub(tf.mul(a, b), tf.mul(ai, bi)), tf.add(tf.mul(a, bi), tf.mul(ai, b))]),
];
