import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkPicture } from './picture';
import type { Picture } from './picture';
import { toPixels } from './toPixels';

/**
 * Each image as a picture of its own: `images [N, H, W, C]` in [-1, 1], C of 1, 3 or 4. Values are clamped and rounded as by `toPixels`; the
 * tensor stays the caller's.
 *
 * @throws GanError where the number of channels does not fit.
 * @example
 * const gif = encodeGif(await toPictures(images)); // a frame an image
 */
export async function toPictures(images: Tensor4D): Promise<Picture[]> {
  const [count, height, width, channels] = images.shape;
  const pixels = await toPixels(images);
  const size = height * width * channels;
  return Array.from({ length: count }, (_, i) => {
    const picture = { width, height, channels, data: pixels.slice(i * size, (i + 1) * size) };
    checkPicture('toPictures', picture);
    return picture;
  });
}
