import type { RandomStream } from '@ganblocks/core';
import { digitWeightShapes, type DigitWeight } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '@tensorflow/tfjs-core';

const names = Object.keys(digitWeightShapes) as DigitWeight[];

/** Fresh weights of the digit network: kernels normal with deviation sqrt(2 / fan-in), biases 0. The caller disposes them. */
export const digitVariables = (random: RandomStream): Readonly<Record<DigitWeight, Variable>> =>
  Object.fromEntries(names.map((name) => [name, tf.tidy(() => tf.variable(initial(name, random.split(name)), true, name))])) as Record<
    DigitWeight,
    Variable
  >;

const initial = (name: DigitWeight, random: RandomStream): tf.Tensor => {
  const shape = digitWeightShapes[name];
  if (shape.length === 1) return tf.zeros([...shape]);
  const fanIn = shape.slice(0, -1).reduce((product: number, length) => product * length, 1);
  return random.normal(shape, { deviation: Math.sqrt(2 / fanIn) });
};
