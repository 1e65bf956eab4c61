import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../../contracts/index';
import { check } from '../../errors/index';
import { checkSpreads, givenOrDrawn } from './given';

export interface DropoutOptions {
  /** The share that is dropped, in [0, 1). Default 0.5. */
  readonly rate?: number;
  /** The shape of x, or 1 in place of any length (`[N, 1, 1, C]` drops whole channels): 1 keeps, 0 drops. bool or float32. */
  readonly mask?: Tensor | undefined;
  /** Where to draw a mask of the shape of x from otherwise. */
  readonly random?: RandomStream | undefined;
}

function checkRate(where: string, rate: number): void {
  check(rate >= 0 && rate < 1, () => `${where}: rate, the share that is dropped, must lie in [0, 1). Got ${rate}.`);
}

/**
 * Draws what dropout keeps: each number is 1 with probability 1 - rate, else 0.
 *
 * Shape: any, for instance that of x, or `[N, 1, 1, C]` for whole channels → bool. Default rate 0.5. The caller disposes.
 *
 * @throws GanError unless the rate lies in [0, 1).
 * @example const mask = dropoutMask(randomStream(7), [8, 1, 1, 64], { rate: 0.25 });
 */
export function dropoutMask(random: RandomStream, shape: readonly number[], { rate = 0.5 }: { readonly rate?: number } = {}): Tensor {
  checkRate('dropoutMask', rate);
  return tf.tidy(() => tf.greaterEqual(random.uniform(shape), rate));
}

/**
 * Inverted dropout: y = x · mask / (1 - rate), whose expectation is x. In inference leave it out.
 *
 * Shapes: x any, mask the same or 1 in place of any length → that of x. Differentiable to any order by x. The caller disposes; to use a mask
 * again, draw it with `dropoutMask`.
 *
 * @throws GanError unless either a mask or a stream is given, the mask fits, and the rate lies in [0, 1).
 * @see Srivastava et al. 2014, "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", https://jmlr.org/papers/v15/srivastava14a.html
 * @example dropout(tf.tensor1d([3, 5]), { mask: tf.tensor1d([0, 1]) }); // [0, 10]
 */
export function dropout<T extends Tensor>(x: T, { rate = 0.5, mask, random }: DropoutOptions): T {
  checkRate('dropout', rate);
  if (mask) checkSpreads('dropout', 'mask', mask, x.shape);
  return tf.tidy(() => {
    const kept = givenOrDrawn('dropout', 'mask', mask, random, (stream) => dropoutMask(stream, x.shape, { rate }));
    return tf.mul<T>(x, tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate)));
  });
}
