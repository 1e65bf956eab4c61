import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { sparseAttentionMask, type SparseAttentionGrid, type SparseAttentionPattern } from './sparseAttentionMask';

/** What one head may see. */
export type SparseAttentionHead = Pick<SparseAttentionPattern, 'pattern' | 'direction'>;

export interface SparseAttentionHeads {
  /** Default: YLG's eight. */
  readonly heads?: readonly SparseAttentionHead[];
}

const ylg: readonly SparseAttentionHead[] = (['rightToLeft', 'leftToRight'] as const).flatMap((direction) =>
  (['floor', 'repetitive', 'floor', 'repetitive'] as const).map((pattern) => ({ pattern, direction })),
);

/**
 * The masks of several heads. By default those of YLG's eight: `floor` and `repetitive` twice from right to left, then twice from left to right.
 *
 * Shape: `[heads, rows · columns, rows · columns / pool²]`, bool. The caller disposes.
 *
 * @throws GanError unless `pool` divides `rows` and `columns`, and there is a head.
 * @see Daras, Odena, Zhang & Dimakis 2020, "Your Local GAN", section 3, https://arxiv.org/abs/1911.12287
 * @example const masks = sparseAttentionMasks({ rows: 32, columns: 32 }); // [8, 1024, 256]
 */
export function sparseAttentionMasks({ heads = ylg, ...grid }: SparseAttentionGrid & SparseAttentionHeads): Tensor3D {
  check(heads.length > 0, () => 'sparseAttentionMasks: heads must hold at least one pattern. Got none.');
  return tf.tidy(() => tf.stack(heads.map((head) => sparseAttentionMask({ ...grid, ...head }))) as Tensor3D);
}
