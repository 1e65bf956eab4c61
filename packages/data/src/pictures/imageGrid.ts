import { check } from '@ganblocks/core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkPicture } from './picture';
import type { Picture } from './picture';
import { toPixels } from './toPixels';

export interface ImageGridOptions {
  /** Images a row. Default: the nearest square, ⌈√N⌉. */
  readonly columns?: number;
  /** Pixels between neighbours; there is no outer border. Default: 2. */
  readonly gap?: number;
  /** Every channel of gaps and empty cells, 0 … 255. Default: 0, black (transparent in RGBA). */
  readonly background?: number;
}

/**
 * One picture of many images: `images [N, H, W, C]` in [-1, 1], C of 1, 3 or 4, row by row from the top left.
 *
 * Values are clamped and rounded as by `toPixels`. The tensor stays the caller's.
 *
 * @throws GanError where an option or the number of channels does not fit.
 * @example
 * const picture = enlarge(await imageGrid(images, { columns: 8 }));
 */
export async function imageGrid(images: Tensor4D, options: ImageGridOptions = {}): Promise<Picture> {
  const [count, height, width, channels] = images.shape;
  const { columns = Math.ceil(Math.sqrt(count)), gap = 2, background = 0 } = options;
  check(count > 0, () => 'imageGrid: expected at least one image. Got none.');
  check(isWhole(columns, 1), () => `imageGrid: columns must be a whole number above 0. Got ${columns}.`);
  check(isWhole(gap, 0), () => `imageGrid: gap must be a whole number of pixels from 0. Got ${gap}.`);
  check(isWhole(background, 0) && background < 256, () => `imageGrid: background must be a whole number from 0 to 255. Got ${background}.`);

  const rows = Math.ceil(count / columns);
  const grid = {
    width: columns * (width + gap) - gap,
    height: rows * (height + gap) - gap,
    channels,
  };
  const picture: Picture = { ...grid, data: new Uint8Array(grid.width * grid.height * channels).fill(background) };
  checkPicture('imageGrid', picture);
  const pixels = await toPixels(images);
  const line = width * channels;
  for (let source = 0; source < count * height; source++) {
    const cell = Math.floor(source / height);
    const y = Math.floor(cell / columns) * (height + gap) + (source % height);
    const x = (cell % columns) * (width + gap);
    picture.data.set(pixels.subarray(source * line, (source + 1) * line), (y * grid.width + x) * channels);
  }
  return picture;
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
