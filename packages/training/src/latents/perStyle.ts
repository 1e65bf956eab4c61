import { check, type Latents, type LatentSpace } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import { checkLatents } from './checkLatents';

/**
 * A point for each layer: what is one for all layers is repeated, points `[N, D]` or `[N, L, D]` → `[N, L, D]`. The caller disposes.
 *
 * @throws GanError where the space has no styles.
 */
export function perStyle(where: string, space: LatentSpace, latents: Latents): Tensor3D {
  const { name, styles = 0, size } = space;
  check(styles > 0, () => `${where}: layers with styles of their own need a space that has styles, such as StyleGAN's w. Got '${name}'.`);
  checkLatents(where, 'latents', space, latents);
  if (latents.rank === 3) return tf.clone(latents) as Tensor3D;
  return tf.tidy(() => tf.tile(tf.reshape<tf.Rank.R3>(latents, [-1, 1, size]), [1, styles, 1]));
}

/** `[L, 1]`: 1 for the layers of a list, 0 for all others; multiplied with points per style, it chooses among them. The caller disposes. */
export function styleMask(where: string, { styles = 0 }: LatentSpace, layers: readonly number[]): tf.Tensor2D {
  check(
    layers.length > 0 && layers.every((layer) => Number.isInteger(layer) && layer >= 0 && layer < styles),
    () => `${where}: styles must be a list of layers, from 0 to ${styles - 1}. Got [${layers.join(', ')}].`,
  );
  return tf.tensor2d(
    Array.from({ length: styles }, (_, layer) => (layers.includes(layer) ? 1 : 0)),
    [styles, 1],
  );
}
