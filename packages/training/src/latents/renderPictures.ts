import type { Latents, LatentSpace } from '@ganblocks/core';
import { type Picture, toPictures } from '@ganblocks/data';
import { renderInBatches, type RenderOptions } from './renderInBatches';

/**
 * The pictures of points, in batches: what `encodeGif`, `encodePng` and a canvas take, a byte a channel. The points stay the caller's.
 *
 * @throws GanError where the points do not fit the space, or an option is out of range.
 * @example
 * const z = interpolationLoop(gan.latents, seedLatents(gan.latents, [1, 2, 3]), { steps: 4 });
 * const gif = encodeGif(await renderPictures(gan.latents, z));
 */
export async function renderPictures(space: LatentSpace, latents: Latents, options: RenderOptions = {}): Promise<Picture[]> {
  const pictures: Picture[] = [];
  await renderInBatches(space, latents, async (images) => void pictures.push(...(await toPictures(images))), options);
  return pictures;
}
