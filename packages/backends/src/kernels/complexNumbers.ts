import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernel } from './kernel';

/*
 * The GPU backends keep the parts of a complex number in the shapes in which they were computed, whatever the number was reshaped to since, and
 * compute on in these.
 */

type Parts = readonly [real: Tensor, imaginary: Tensor];

const isComplex = ({ dtype }: TensorInfo): boolean => dtype === 'complex64';

const partsOf = (z: Tensor): Parts => {
  const number = isComplex(z) ? z : tf.complex(tf.cast(z, 'float32'), tf.zeros(z.shape));
  return [tf.real(number), tf.imag(number)];
};

/** A part in the shape of the number. */
const part = (name: string): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const { shape } = call.inputs['input'] as Tensor;
      return { ...(original!(call) as TensorInfo), shape };
    },
});

/** An op on complex numbers by their parts; on others as it was. */
const byParts = (name: string, compute: (numbers: readonly Parts[], attributes: Parameters<KernelFunc>[0]['attrs']) => Parts): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const numbers = Object.values(call.inputs) as Tensor[];
      if (!numbers.some(isComplex)) return original!(call);
      return tf.tidy(() => tf.complex(...compute(numbers.map(partsOf), call.attrs)));
    },
});

const both =
  (compute: (a: Parts, b: Parts) => Parts) =>
  (numbers: readonly Parts[]): Parts =>
    compute(numbers[0]!, numbers[1]!);

/** What a GPU backend needs to compute with complex numbers that were reshaped. */
export const complexNumbers: readonly Kernel[] = [
  part(tf.Real),
  part(tf.Imag),
  byParts(
    tf.Add,
    both(([a, ai], [b, bi]) => [tf.add(a, b), tf.add(ai, bi)]),
  ),
  byParts(
    tf.Sub,
    both(([a, ai], [b, bi]) => [tf.sub(a, b), tf.sub(ai, bi)]),
  ),
  byParts(
    tf.Multiply,
    both(([a, ai], [b, bi]) => [tf.sub(tf.mul(a, b), tf.mul(ai, bi)), tf.add(tf.mul(a, bi), tf.mul(ai, b))]),
  ),
  byParts(tf.Concat, (numbers, attributes) => {
    const { axis } = attributes as unknown as { axis: number };
    const joined = (index: 0 | 1): Tensor =>
      tf.concat(
        numbers.map((parts) => parts[index]),
        axis,
      );
    return [joined(0), joined(1)];
  }),
];
