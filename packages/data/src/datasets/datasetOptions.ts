import { check } from '@ganblocks/core';
import type { JsonObject } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';

export interface MirrorImagesOptions {
  /**
   * Turns each image left to right with probability 0.5, anew each epoch; decided by seed, epoch and image, so that a restart changes nothing. For
   * faces and animals, not for letters or digits. Default: false.
   */
  readonly mirror?: boolean;
}

/** What a run's configuration records of the option. */
export function describeMirror(mirror: boolean): JsonObject {
  return mirror ? { mirror } : {};
}

/** Throws a GanError unless the images have the resolution that a stream is asked for. */
export function checkResolution(
  { name, imageShape }: Pick<ImageTable, 'name' | 'imageShape'>,
  resolution: number | undefined,
  otherwise = 'resize them by resizeImages(table, ...)',
): void {
  const [height, width] = imageShape;
  if (resolution === undefined || (resolution === height && resolution === width)) return;
  const remedy = height === width ? `Leave resolution out or pass ${height}` : 'Leave resolution out';
  check(
    false,
    () =>
      `${name} stream: images are ${height} x ${width} and are not resized. Got resolution ${resolution}. ${remedy}, or ${otherwise} first.`,
  );
}
