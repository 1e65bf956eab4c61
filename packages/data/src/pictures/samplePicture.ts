import type { Tensor4D } from '@tensorflow/tfjs-core';
import { enlarge } from './enlarge';
import { imageGrid } from './imageGrid';
import type { Picture } from './picture';
import { pointPicture } from './pointPicture';

export interface SamplePictureOptions {
  /** Images a row. Default: the nearest square. */
  readonly columns?: number;
}

/**
 * What a generator has made, to be looked at: images `[N, H, W, C]` in [-1, 1] side by side and large enough to see, points of the plane
 * `[N, 1, 1, 2]` as dots. The tensor stays the caller's.
 *
 * @throws GanError where the columns or the number of channels do not fit.
 * @example const picture = await samplePicture(images, { columns: 8 });
 */
export async function samplePicture(samples: Tensor4D, options: SamplePictureOptions = {}): Promise<Picture> {
  const [, height, width, channels] = samples.shape;
  return height * width === 1 && channels === 2 ? pointPicture(samples) : enlarge(await imageGrid(samples, options));
}
