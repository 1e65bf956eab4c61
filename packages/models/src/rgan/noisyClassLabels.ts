import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { LabelledBatch } from '@ganblocks/core';
import { corruptLabels, recoverLabels } from '@ganblocks/losses';
import { classLabels, type ClassRequest } from '../adversarial/classLabels';
import type { Condition } from '../adversarial/condition';

export interface NoisyClassLabelsOptions {
  readonly classes: number;
  /** T `[K, K]`. Default: labels are right. */
  readonly rows?: readonly (readonly number[])[] | undefined;
  readonly cleanLabels: 'drawn' | 'recovered';
}

/**
 * Classes as the condition of a game whose data have wrong labels: fakes are made for right ones, and the discriminator is told of them labels that
 * are as often wrong as the data's.
 *
 * 'drawn': y ~ uniform, and ỹ drawn from the row T[y]. 'recovered': ỹ are the labels of the batch, over again for more fakes than it has, and y is
 * drawn from the column T[·, ỹ] / Σ T[·, ỹ]. Alike where classes are equally frequent.
 */
export function noisyClassLabels({ classes, rows, cleanLabels }: NoisyClassLabelsOptions): Condition<LabelledBatch, ClassRequest> {
  const labels = classLabels({ classes });
  const within = (draw: (transition: Tensor2D) => Tensor): Tensor => tf.tidy(() => draw(tf.tensor2d(rows as number[][])));
  if (cleanLabels === 'drawn') {
    return rows
      ? { ...labels, told: (made, random) => within((transition) => corruptLabels(made as Tensor1D, transition, random)) }
      : labels;
  }
  if (!rows) return { ...labels, draw: (count, _random, reals) => overAgain(reals as Tensor1D, count) };
  return {
    ...labels,
    draw: (count, random, reals) => within((transition) => recoverLabels(overAgain(reals as Tensor1D, count), transition, random)),
    told: (made, _random, reals) => overAgain(reals as Tensor1D, made.size),
  };
}

/** The first `count` labels of the batch over and over again. */
const overAgain = (labels: Tensor1D, count: number): Tensor1D =>
  tf.tidy(() => {
    const times = Math.ceil(count / labels.size);
    return tf.slice(tf.concat<Tensor1D>(Array.from({ length: times }, () => labels)), [0], [count]);
  });
