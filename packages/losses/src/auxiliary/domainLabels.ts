import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

/** The data sets that train together: how many labels each has, in order. CelebA's 5 attributes and RaFD's 8 expressions: [5, 8]. */
export type DomainSizes = readonly number[];

/** Where one set's labels lie among all. */
function placeOf(where: string, sizes: DomainSizes, source: number): readonly [begin: number, size: number] {
  const size = sizes[source];
  check(size !== undefined && sizes.every((count) => Number.isInteger(count) && count >= 1), () => {
    return `${where}: source must be the number of one of the sets, whose sizes are positive integers. Got source ${source}, sizes [${sizes.join(', ')}].`;
  });
  return [sizes.slice(0, source).reduce((sum, count) => sum + count, 0), size];
}

/**
 * StarGAN's unified label of one data set: its labels in their place, zeros for the labels of the others, and the mask vector, which says
 * whose labels these are: [c₁, …, cₙ, m].
 *
 * Shapes: labels `[N, sizes[source]]` (attributes or one-hot classes) → `[N, Σ sizes + number of sets]`. The caller disposes.
 *
 * @throws GanError where the source or the labels do not fit.
 * @see Choi et al. 2018, "StarGAN: Unified Generative Adversarial Networks for Multi-Domain Image-to-Image Translation", section 3.2, eq. 7, https://arxiv.org/abs/1711.09020
 * @example unifiedLabels(tf.tensor2d([[1, 0]]), { sizes: [2, 1], source: 0 }); // [1, 0, 0, 1, 0]
 */
export function unifiedLabels(labels: Tensor2D, { sizes, source }: { readonly sizes: DomainSizes; readonly source: number }): Tensor2D {
  const [, size] = placeOf('unifiedLabels', sizes, source);
  const [count, given] = labels.shape;
  check(labels.rank === 2 && given === size, () => `unifiedLabels: labels of set ${source} must be [N, ${size}]. Got ${shapeOf(labels)}.`);
  return tf.tidy(() => {
    const parts = sizes.map((length, i) => (i === source ? labels : tf.zeros<tf.Rank.R2>([count, length])));
    const mask: Tensor2D = tf.tile(tf.tensor2d([sizes.map((_, i) => Number(i === source))]), [count, 1]);
    return tf.concat([...parts, mask], 1);
  });
}

/**
 * The part of a joint classifier's logits that belongs to one data set: the only part that its batches train.
 *
 * Shapes: logits `[N, Σ sizes]` → `[N, sizes[source]]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the source or the logits do not fit.
 * @see Choi et al. 2018, "StarGAN: Unified Generative Adversarial Networks for Multi-Domain Image-to-Image Translation", section 3.2, "Multi-task training", https://arxiv.org/abs/1711.09020
 * @example domainLogits(tf.tensor2d([[1, 2, 3]]), { sizes: [2, 1], source: 1 }); // [3]
 */
export function domainLogits(logits: Tensor2D, { sizes, source }: { readonly sizes: DomainSizes; readonly source: number }): Tensor2D {
  const [begin, size] = placeOf('domainLogits', sizes, source);
  const total = sizes.reduce((sum, count) => sum + count, 0);
  check(logits.rank === 2 && logits.shape[1] === total, () => `domainLogits: logits must be [N, ${total}]. Got ${shapeOf(logits)}.`);
  return tf.slice(logits, [0, begin], [logits.shape[0], size]);
}
