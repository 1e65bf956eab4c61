import { check } from '@ganblocks/core';
import { checkPicture } from './picture';
import type { Picture } from './picture';

/**
 * The picture with each pixel repeated `factor` × `factor` times (nearest neighbour), so that small images can be seen.
 *
 * Default factor: the largest that keeps the picture within 1,000 pixels of width, which makes any narrower picture more than 500 wide.
 *
 * @throws GanError where the factor is not a whole number above 0.
 * @example
 * const visible = enlarge(await imageGrid(images, { columns: 8 })); // 238 pixels wide → 952
 */
export function enlarge(picture: Picture, factor = Math.max(1, Math.floor(1000 / picture.width))): Picture {
  checkPicture('enlarge', picture);
  check(Number.isSafeInteger(factor) && factor > 0, () => `enlarge: factor must be a whole number above 0. Got ${factor}.`);
  const { width, height, channels, data } = picture;
  const line = width * factor * channels;
  const enlarged = new Uint8Array(line * height * factor);
  for (let y = 0; y < height; y++) {
    const first = y * factor * line;
    for (let x = 0; x < width * factor; x++) {
      const from = (y * width + Math.floor(x / factor)) * channels;
      for (let channel = 0; channel < channels; channel++) enlarged[first + x * channels + channel] = data[from + channel] ?? 0;
    }
    for (let copy = 1; copy < factor; copy++) enlarged.copyWithin(first + copy * line, first, first + line);
  }
  return { width: width * factor, height: height * factor, channels, data: enlarged };
}
