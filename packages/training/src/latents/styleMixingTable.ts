import { type Latents, type LatentSpace, type RandomStream, randomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { perStyle, styleMask } from './perStyle';

export interface StyleMixingTableOptions {
  /** Points `[R, D]` or `[R, L, D]`, one at the head of each row: all styles but the chosen ones. */
  readonly rows: Latents;
  /** Points `[C, D]` or `[C, L, D]`, one at the head of each column: the chosen styles. */
  readonly columns: Latents;
  /** The layers that take the column's style: the first for pose and shape, the last for colours. */
  readonly styles: readonly number[];
  /** For generators that add noise. Default: a stream of seed 0. */
  readonly random?: RandomStream;
}

/**
 * Style mixing as a table: each cell has the styles of its column in the chosen layers, and those of its row in all others.
 *
 * R rows, C columns → `[(R + 1) · (C + 1), H, W, C']`, for `imageGrid(images, { columns: C + 1 })`: the heads of the columns above, behind a black
 * corner; then each row behind its head. A row is rendered at a time. The caller disposes.
 *
 * @throws GanError where the space has no styles, points do not fit it, or a layer is none of its.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 3.1, figure 3, https://arxiv.org/abs/1812.04948
 * @example
 * const table = (w: LatentSpace) =>
 *   styleMixingTable(w, { rows: seedLatents(w, [1, 2]), columns: seedLatents(w, [3, 4, 5]), styles: parseSeeds('0-3') });
 */
export function styleMixingTable(
  space: LatentSpace,
  { rows, columns, styles, random = randomStream(0) }: StyleMixingTableOptions,
): Tensor4D {
  return tf.tidy(() => {
    const [ofRows, ofColumns] = [perStyle('styleMixingTable', space, rows), perStyle('styleMixingTable', space, columns)];
    const mask = styleMask('styleMixingTable', space, styles);
    const chosen = tf.mul(ofColumns, mask);
    const rest = tf.mul(ofRows, tf.sub(1, mask));
    const render = (points: Tensor3D): Tensor4D => space.render(points, { random });

    const heads = render(ofColumns);
    const [, height, width, channels] = heads.shape;
    const corner = tf.fill<tf.Rank.R4>([1, height, width, channels], -1);
    const lines = tf.split(rest, ofRows.shape[0]).map((own, row) =>
      tf.tidy(() => {
        const head = tf.slice(ofRows, [row, 0, 0], [1, -1, -1]);
        return render(tf.concat([head, tf.add<Tensor3D>(own, chosen)]));
      }),
    );
    return tf.concat([corner, heads, ...lines]);
  });
}
