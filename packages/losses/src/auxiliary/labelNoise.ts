import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';

/**
 * The transition matrix of symmetric label noise: T = (1 - rate) I + rate / K, where T[i, j] is the chance that class i is labelled j. A
 * wrong label is drawn from all classes, the right one included.
 *
 * Shape: → `[K, K]`. The caller disposes.
 *
 * @throws GanError where a number is out of range.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @example symmetricNoise({ classes: 2, rate: 0.5 }); // [0.75, 0.25, 0.25, 0.75]
 */
export function symmetricNoise({ classes, rate }: { readonly classes: number; readonly rate: number }): Tensor2D {
  checkNoise('symmetricNoise', classes, rate);
  return tf.tidy(() => tf.add(tf.mul(tf.eye(classes), 1 - rate), rate / classes));
}

export interface AsymmetricNoiseOptions {
  readonly classes: number;
  /** How often a class that is mistaken is mistaken, in [0, 1]. */
  readonly rate: number;
  /** Which class is taken for which other one; a class at most once. */
  readonly flips: readonly (readonly [from: number, to: number])[];
}

/**
 * The transition matrix of asymmetric label noise, where each class is mistaken for one other at most: T[from, to] = rate, T[from, from] =
 * 1 - rate, and the identity for the rest.
 *
 * CIFAR-10's in rGAN: truck → automobile, bird → airplane, deer → horse, cat ↔ dog, `[[9, 1], [2, 0], [4, 7], [3, 5], [5, 3]]`.
 * Shape: → `[K, K]`. The caller disposes.
 *
 * @throws GanError where a number is out of range, or a class is mistaken for itself or for two.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @example asymmetricNoise({ classes: 2, rate: 0.25, flips: [[0, 1]] }); // [0.75, 0.25, 0, 1]
 */
export function asymmetricNoise({ classes, rate, flips }: AsymmetricNoiseOptions): Tensor2D {
  checkNoise('asymmetricNoise', classes, rate);
  const isClass = (label: number): boolean => Number.isInteger(label) && label >= 0 && label < classes;
  const valid = flips.every(([from, to]) => isClass(from) && isClass(to) && from !== to);
  check(valid && new Set(flips.map(([from]) => from)).size === flips.length, () => {
    return `asymmetricNoise: flips must be pairs of different classes in [0, ${classes}), each class first at most once. Got ${JSON.stringify(flips)}.`;
  });
  const rows = Array.from({ length: classes }, (_, i) => Array.from({ length: classes }, (_unused, j) => Number(i === j)));
  for (const [from, to] of flips) {
    rows[from]![from] = 1 - rate;
    rows[from]![to] = rate;
  }
  return tf.tensor2d(rows);
}

function checkNoise(where: string, classes: number, rate: number): void {
  const valid = Number.isInteger(classes) && classes >= 2 && rate >= 0 && rate <= 1;
  check(valid, () => `${where}: classes must be an integer >= 2, rate in [0, 1]. Got ${classes} and ${rate}.`);
}
