import { check } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { resizeImages } from '../views/resizeImages';

/**
 * The table at the resolution that a stream is asked for, the table itself where it has it: images become the mean of what their pixels cover, maps of
 * numbers take the nearest pixel.
 *
 * @throws GanError unless the images are square and at least as large.
 */
export function atResolution(table: ImageTable, resolution: number | undefined, kind: 'images' | 'maps' = 'images'): ImageTable {
  const { name, imageShape } = table;
  const [height, width] = imageShape;
  if (resolution === undefined || (resolution === height && resolution === width)) return table;
  const valid = Number.isSafeInteger(resolution) && resolution > 0;
  check(valid, () => `${name} stream: resolution must be a whole number above 0. Got ${resolution}. Leave it out for that of the images.`);
  check(
    height === width,
    () =>
      `${name} stream: expected square images to resize. Got ${height} x ${width}, and resolution ${resolution}. Crop them by cropImages(table, ...), or leave resolution out.`,
  );
  check(
    resolution < height,
    () =>
      `${name} stream: images are ${height} x ${width} and are not enlarged. Got resolution ${resolution}. Pass ${height} or less, read the files at ${resolution}, or enlarge them by resizeImages(table, ...) first.`,
  );
  return resizeImages(table, { resolution, filter: kind === 'maps' ? 'nearest' : 'area' });
}
