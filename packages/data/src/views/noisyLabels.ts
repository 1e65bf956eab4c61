import { randomStream } from '@ganblocks/core';
import type { JsonObject } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { labelTransition } from './labelTransition';
import type { LabelNoise, LabelTransition } from './labelTransition';
import { classCount, labelsOf } from './selectClasses';
import { viewTable } from './viewTable';

export type NoisyLabelsOptions = LabelNoise & {
  /** A whole number from 0. Default: 0. */
  readonly seed?: number;
};

export interface NoisyLabels {
  readonly table: ImageTable;
  /** `[K, K]`, row by class: what rAC-GAN and rcGAN are told; `tf.tensor2d` makes it a tensor. */
  readonly transition: LabelTransition;
}

/**
 * Wrong labels on purpose, once and for all by the seed: each label i becomes j with chance T[i][j]. -1 stays -1. To train and measure GANs that
 * withstand such labels; the table that was passed still has the right ones.
 *
 * CIFAR-10 in rGAN: `{ kind: 'asymmetric', flips: [[9, 1], [2, 0], [4, 7], [3, 5], [5, 3]] }`; CIFAR-100: `{ kind: 'superclass', superclasses:
 * cifar100Superclasses }`.
 *
 * @throws GanError where the table has no labels or does not know its classes, or the noise does not fit them.
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1], labels: [0, 1, 0, 1, 0, 1, 0, 1], classes: ['cat', 'dog'] });
 * const { table: noisy, transition } = noisyLabels(table, { kind: 'symmetric', rate: 0.5, seed: 7 });
 */
export function noisyLabels(table: ImageTable, options: NoisyLabelsOptions): NoisyLabels {
  const { seed = 0, ...noise } = options;
  const labels = labelsOf('noisyLabels', table);
  const transition = labelTransition(classCount('noisyLabels', table), noise);
  const random = randomStream(seed).split('label noise');
  const changed = labels.map((label) => (label < 0 ? label : draw(transition[label] ?? [], random.next())));
  const wrong = changed.filter((label, row) => label !== labels[row]).length;
  const step = { view: 'noisyLabels', kind: noise.kind, rate: noise.rate, ...detailOf(noise), seed, wrong };
  return { table: viewTable(table, step, { labels: changed }), transition };
}

/** By the inverse of the distribution function; a chance of 0 is never drawn. */
function draw(chances: readonly number[], uniform: number): number {
  let passed = 0;
  const found = chances.findIndex((chance) => uniform < (passed += chance));
  return found >= 0 ? found : chances.reduce((last, chance, label) => (chance > 0 ? label : last), 0);
}

function detailOf(noise: LabelNoise): JsonObject {
  if (noise.kind === 'asymmetric') return { flips: noise.flips };
  return noise.kind === 'superclass' ? { superclasses: Array.from(noise.superclasses) } : {};
}
