import { check } from '@ganblocks/core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { pairDistances } from './pairDistances';

/** How unlike the images of a batch are. */
export interface SampleSpread {
  /** The mean distance of two images, in [0, 2]: the root of the mean squared difference of their pixels. */
  readonly distance: number;
  /** The share of pairs of images that are closer than `nearest`: 1 where all are alike, about 1/k where they fall into k kinds. */
  readonly duplicates: number;
}

/**
 * Measures how unlike the images of a batch are, pixel by pixel: cheap, and blind to anything but a collapse. That images are far apart does not
 * say that they are good. Two that are closer than `nearest` are near duplicates: by default 0.05, a fortieth of the way from black to white.
 *
 * Shape: images `[N, H, W, C]` in [-1, 1], two at least; they stay the caller's. One read from the backend.
 *
 * @throws GanError where there are fewer than two images.
 * @example const { distance, duplicates } = await sampleSpread(images);
 */
export async function sampleSpread(images: Tensor4D, { nearest = 0.05 }: { readonly nearest?: number } = {}): Promise<SampleSpread> {
  const [count] = images.shape;
  check(count >= 2, () => `sampleSpread: expected two images at least. Got ${count}. Use for example 64.`);
  const matrix = pairDistances(images);
  const distances = await matrix.data();
  matrix.dispose();
  const pairs = count * (count - 1);
  let [sum, close] = [0, -count];
  for (const distance of distances) {
    sum += distance;
    if (distance < nearest) close += 1;
  }
  return { distance: sum / pairs, duplicates: close / pairs };
}
