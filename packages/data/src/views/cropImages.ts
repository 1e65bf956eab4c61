import { check } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { mapImages } from './viewTable';

export interface CropImagesOptions {
  readonly height: number;
  readonly width: number;
  /** The first row that stays. Default: in the middle, ⌊(H − height) / 2⌋. */
  readonly top?: number;
  /** The first column that stays. Default: in the middle, ⌊(W − width) / 2⌋. */
  readonly left?: number;
}

/**
 * A rectangle of each image, by default from its middle: CelebA's faces are `{ height: 178, width: 178 }` of 218 x 178.
 *
 * @throws GanError unless the rectangle lies within the images.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const middle = cropImages(table, { height: 2, width: 2 });
 */
export function cropImages(table: ImageTable, { height, width, ...from }: CropImagesOptions): ImageTable {
  const [fullHeight, fullWidth, channels] = table.imageShape;
  const { top = Math.floor((fullHeight - height) / 2), left = Math.floor((fullWidth - width) / 2) } = from;
  const whole = [height - 1, width - 1, top, left].every((value) => Number.isSafeInteger(value) && value >= 0);
  check(
    whole && top + height <= fullHeight && left + width <= fullWidth,
    () =>
      `cropImages: the rectangle must lie within images of ${fullHeight} x ${fullWidth}. Got ${height} x ${width} from row ${top}, column ${left}. Make it smaller.`,
  );
  const line = width * channels;
  return mapImages(table, { view: 'crop', height, width, top, left }, [height, width, channels], (bytes, to) => {
    for (let y = 0; y < height; y++) {
      const start = ((top + y) * fullWidth + left) * channels;
      to.set(bytes.subarray(start, start + line), y * line);
    }
  });
}
