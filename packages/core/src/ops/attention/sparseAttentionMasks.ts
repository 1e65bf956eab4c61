import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { sparseAttentionMask, type SparseAttentionGrid } from './sparseAttentionMask';

const heads = (['rightToLeft', 'leftToRight'] as const).flatMap((direction) =>
  (['floor', 'repetitive', 'floor', 'repetitive'] as const).map((pattern) => ({ direction, pattern })),
);

/**
 * The masks of YLG's eight heads: `floor` and `repetitive` twice from right to left, then twice from left to right.
 *
 * Shape: `[8, rows · columns, rows · columns / pool²]`, bool. The caller disposes.
 *
 * @throws GanError unless `pool` divides `rows` and `columns`.
 * @see Daras, Odena, Zhang & Dimakis 2020, "Your Local GAN", section 3, https://arxiv.org/abs/1911.12287
 * @example const masks = sparseAttentionMasks({ rows: 32, columns: 32 }); // [8, 1024, 256]
 */
export function sparseAttentionMasks(grid: SparseAttentionGrid): Tensor3D {
  return tf.tidy(() => tf.stack(heads.map((head) => sparseAttentionMask({ ...grid, ...head }))) as Tensor3D);
}
