import { check, type Latents, type LatentSpace } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { checkLatents } from './checkLatents';
import { perStyle, styleMask } from './perStyle';

export interface TraverseOptions {
  /** The layers whose styles are moved, in a space that has styles. Default all. */
  readonly styles?: readonly number[];
}

/**
 * Points moved along a direction: x + amount · direction, for each point and each amount.
 *
 * Shapes: N points `[N, …, D]`, a direction of D numbers, A amounts → `[N · A, …, D]`, a point's after each other, for
 * `imageGrid(images, { columns: A })`; with `styles` always `[N · A, L, D]`. The caller disposes.
 *
 * @throws GanError where points, direction or styles do not fit the space, or there are no amounts.
 * @see Shen & Zhou 2021, "Closed-Form Factorization of Latent Semantics in GANs", https://arxiv.org/abs/2007.06600
 * @example
 * const z = seedLatents(gan.latents, [1, 2]);
 * const moved = traverse(gan.latents, z, tf.oneHot(0, 64), [-2, 0, 2]); // [6, 64]
 */
export function traverse(
  space: LatentSpace,
  latents: Latents,
  direction: Tensor,
  amounts: readonly number[],
  { styles }: TraverseOptions = {},
): Latents {
  checkLatents('traverse', 'latents', space, latents);
  const { name, size } = space;
  check(direction.size === size, () => {
    return `traverse: the direction must have ${size} numbers, as points of '${name}' have. Got [${direction.shape.join(', ')}].`;
  });
  check(
    amounts.length > 0 && amounts.every(Number.isFinite),
    () => `traverse: amounts must be finite numbers. Got [${amounts.join(', ')}].`,
  );
  return tf.tidy(() => {
    const points: Tensor = styles ? perStyle('traverse', space, latents) : latents;
    const way = tf.reshape(tf.cast(direction, 'float32'), [1, size]);
    const step = styles ? tf.mul(way, styleMask('traverse', space, styles)) : way;
    const [count = 0, ...rest] = points.shape;
    const steps = tf.mul(tf.reshape(tf.tensor1d([...amounts]), [1, -1, ...rest.map(() => 1)]), step);
    return tf.reshape<tf.Rank.R2 | tf.Rank.R3>(tf.add(tf.expandDims(points, 1), steps), [count * amounts.length, ...rest] as [
      number,
      number,
    ]);
  });
}
