import { expect } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** To 1e-5 of the largest value; what terms of a size near one leave when they cancel is exact to their size. */
function expectClose(received: ArrayLike<number>, expected: Float64Array): void {
  expect(received.length).toBe(expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const far = [...expected.keys()].filter((i) => !(Math.abs(received[i]! - expected[i]!) <= 1e-5 * largest + 1e-6));
  expect(far.map((i) => [i, received[i], expected[i]])).toEqual([]);
}

/** What a run gives, beside numbers of double precision. */
export async function expectNumbers(run: () => Tensor[], expected: readonly Float64Array[]): Promise<void> {
  const results = tf.tidy(run);
  for (const [i, result] of results.entries()) expectClose(await result.data(), expected[i]!);
  tf.dispose(results);
}

/** The value of `f`, and its gradients where `dy` comes from behind. */
export const valueAndGradients = (f: (...at: Tensor[]) => Tensor, inputs: readonly Tensor[], dy: Tensor): Tensor[] => [
  f(...inputs),
  ...tf.grads((...at: Tensor[]) => tf.sum(tf.mul(f(...at), dy)))([...inputs]),
];
