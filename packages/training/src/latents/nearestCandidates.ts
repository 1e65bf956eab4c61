import { check, type LatentSpace, type RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** Images rendered at a time. */
const BATCH = 32;

export interface CandidateOptions {
  readonly distance: (images: Tensor4D, targets: Tensor4D) => Tensor1D;
  readonly count: number;
  readonly random: RandomStream;
}

/**
 * Of `count` drawn points the one whose image is nearest to each target, `[N, D]`, and the spread of all: the root of the mean squared distance
 * to their mean, as StyleGAN2 has it. The caller disposes the points.
 */
export async function nearestCandidates(
  space: LatentSpace,
  targets: Tensor4D,
  { distance, count, random }: CandidateOptions,
): Promise<{ latents: Tensor2D; spread: number }> {
  const points = space.draw(count, random);
  try {
    const { rows, spread } = tf.tidy(() => {
      const table = batchesOf(points).map((batch) => tf.tidy(() => distancesOf(space.render(batch, { random }), targets, distance)));
      const variance = tf.sum(tf.square(tf.sub(points, tf.mean(points, 0))));
      return { rows: tf.argMin<Tensor1D>(tf.concat(table), 0), spread: tf.sqrt(tf.div<Tensor1D>(variance, count)) };
    });
    const [scale = 0] = await spread.data();
    const latents = tf.tidy(() => tf.gather(points, rows));
    tf.dispose([rows, spread]);
    return { latents, spread: scale };
  } finally {
    points.dispose();
  }
}

function batchesOf(points: Tensor2D): Tensor2D[] {
  const [count, size] = points.shape;
  const batches = Math.ceil(count / BATCH);
  return Array.from({ length: batches }, (_, i) => tf.slice(points, [i * BATCH, 0], [Math.min(BATCH, count - i * BATCH), size]));
}

/** Of each image to each target: `[images, targets]`. */
function distancesOf(images: Tensor4D, targets: Tensor4D, distance: CandidateOptions['distance']): tf.Tensor2D {
  const [count, ...size] = images.shape;
  check(
    targets.rank === 4 && targets.shape[0] > 0 && targets.shape.slice(1).join() === size.join(),
    () => `project: images must be [N, ${size.join(', ')}], as the generator makes them. Got [${targets.shape.join(', ')}].`,
  );
  const columns = tf.split<Tensor4D>(targets, targets.shape[0]).map((target) => distance(images, tf.tile(target, [count, 1, 1, 1])));
  for (const { shape } of columns)
    check(shape.join() === String(count), () => `project: distance must give one number an image, [${count}]. Got [${shape.join(', ')}].`);
  return tf.stack(columns, 1) as tf.Tensor2D;
}
