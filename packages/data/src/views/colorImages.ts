import { check } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { mapImages } from './viewTable';

/**
 * Images of one channel: the luma (19595 R + 38470 G + 7471 B) / 65536 of ITU-R BT.601, rounded. Gray images stay as they are; alpha is left out.
 *
 * @throws GanError unless the images have 1, 3 or 4 channels.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const gray = grayscaleImages(table);
 */
export function grayscaleImages(table: ImageTable): ImageTable {
  const [height, width, channels] = checkChannels('grayscaleImages', table);
  return mapImages(table, { view: 'grayscale', weights: 'ITU-R BT.601' }, [height, width, 1], (from, to) => {
    if (channels === 1) to.set(from);
    else to.forEach((_, i) => (to[i] = luma(from, i * channels)));
  });
}

function luma(bytes: Uint8Array, at: number): number {
  return (19595 * (bytes[at] ?? 0) + 38470 * (bytes[at + 1] ?? 0) + 7471 * (bytes[at + 2] ?? 0) + 32768) >> 16;
}

export interface RgbImagesOptions {
  /** The gray that lies under transparent images, 0 … 255. Default: 255, white. */
  readonly background?: number;
}

/**
 * Images of three channels: gray ones three times; RGBA ones laid over the background, (α c + (255 − α) background) / 255, rounded.
 *
 * @throws GanError unless the images have 1, 3 or 4 channels, and the background is a byte.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const colored = rgbImages(table);
 */
export function rgbImages(table: ImageTable, { background = 255 }: RgbImagesOptions = {}): ImageTable {
  const [height, width, channels] = checkChannels('rgbImages', table);
  const isByte = Number.isInteger(background) && background >= 0 && background < 256;
  check(isByte, () => `rgbImages: background must be a whole number from 0 to 255. Got ${background}.`);
  const step = { view: 'rgb', ...(channels === 4 ? { background } : {}) };
  return mapImages(table, step, [height, width, 3], (from, to) => {
    if (channels === 3) to.set(from);
    else if (channels === 1) spread(from, to);
    else layOver(from, to, background);
  });
}

function spread(gray: Uint8Array, rgb: Uint8Array): void {
  for (let pixel = 0; pixel < gray.length; pixel++) rgb.fill(gray[pixel] ?? 0, 3 * pixel, 3 * pixel + 3);
}

function layOver(rgba: Uint8Array, rgb: Uint8Array, background: number): void {
  let at = 0;
  for (let pixel = 0; pixel < rgba.length; pixel += 4) {
    const alpha = rgba[pixel + 3] ?? 0;
    // Bytes are cut off: half of 255 more, and they are rounded.
    const under = (255 - alpha) * background + 127.5;
    for (let channel = 0; channel < 3; channel++) rgb[at++] = (alpha * (rgba[pixel + channel] ?? 0) + under) / 255;
  }
}

function checkChannels(where: string, { name, imageShape }: ImageTable): readonly [number, number, number] {
  const channels = imageShape[2];
  check(
    [1, 3, 4].includes(channels),
    () => `${where}: images must have 1 (gray), 3 (RGB) or 4 (RGBA) channels. ${name} has ${channels}. Choose channels when you read them.`,
  );
  return imageShape;
}
