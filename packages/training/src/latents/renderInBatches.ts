import { check, type Latents, type LatentSpace, type RandomStream, randomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkLatents } from './checkLatents';

export interface RenderOptions {
  /** Images in memory at a time. Default 32. */
  readonly batchSize?: number;
  /** For generators that add noise; batches draw from it one after the other. Default: a stream of seed 0. */
  readonly random?: RandomStream;
}

/**
 * Renders many points without holding all images at once: `use` gets images `[n, H, W, C]` of a batch, and the number of the first of them, is
 * awaited, and the batch is disposed. The points stay the caller's.
 *
 * @throws GanError where the points do not fit the space, or an option is out of range; what `use` throws.
 * @example
 * const z = gan.latents.draw(100, randomStream(1));
 * const means: number[] = [];
 * await renderInBatches(gan.latents, z, async (images) => void means.push(...(await tf.tidy(() => tf.mean(images, [1, 2, 3])).data())));
 */
export async function renderInBatches(
  space: LatentSpace,
  latents: Latents,
  use: (images: Tensor4D, first: number) => Promise<void> | void,
  { batchSize = 32, random = randomStream(0) }: RenderOptions = {},
): Promise<void> {
  checkLatents('renderInBatches', 'latents', space, latents);
  check(Number.isInteger(batchSize) && batchSize > 0, () => `renderInBatches: batchSize must be a whole number above 0. Got ${batchSize}.`);
  const [count, ...rest] = latents.shape;
  for (let first = 0; first < count; first += batchSize) {
    const size = [Math.min(batchSize, count - first), ...rest];
    const images = tf.tidy(() => space.render(tf.slice(latents, [first, ...rest.map(() => 0)], size), { random }));
    try {
      await use(images, first);
    } finally {
      images.dispose();
    }
  }
}
