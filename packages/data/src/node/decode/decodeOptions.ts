import { check, shown } from '@ganblocks/core';

/** A rectangle of an image, in pixels from its upper left corner. */
export interface CropBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How files become images of one size. Part of what a cache is known by. */
export interface DecodeOptions {
  /** Height and width of the images, or one number for both. Default: as the files have it; all must then be of one size. */
  readonly resolution?: number | readonly [height: number, width: number];
  /**
   * What is done where the proportions differ: 'cover' fills the image and cuts off what stands over on both sides, 'contain' shows the whole and
   * fills the rest with `background`, 'fill' stretches. Default: 'cover'.
   */
  readonly fit?: 'cover' | 'contain' | 'fill';
  /**
   * What is cut out before resizing: a number n is the n x n square in the centre (178 for CelebA), 'leftHalf' and 'rightHalf' are the sides of a pair,
   * or a box in pixels. Default: the whole image.
   */
  readonly crop?: number | 'leftHalf' | 'rightHalf' | CropBox;
  /** The resampling filter, widened when it reduces, so that nothing aliases. Enlarging uses cubic for all but 'nearest' and 'linear'. Default: 'lanczos3'. */
  readonly filter?: 'lanczos3' | 'lanczos2' | 'mitchell' | 'cubic' | 'linear' | 'nearest';
  /** 1 gray, 3 RGB, 4 RGB and opacity. Default: 3. */
  readonly channels?: 1 | 3 | 4;
  /** Red, green, blue from 0 to 255 behind transparent pixels (but with 4 channels) and beside a contained image. Default: white. */
  readonly background?: readonly [red: number, green: number, blue: number];
}

/** The options with their defaults, as plain data. */
export interface Decoding {
  readonly resolution: readonly [number, number] | null;
  readonly fit: 'cover' | 'contain' | 'fill';
  readonly crop: number | 'leftHalf' | 'rightHalf' | CropBox | null;
  readonly filter: 'lanczos3' | 'lanczos2' | 'mitchell' | 'cubic' | 'linear' | 'nearest';
  /** 2: numbers of 16 bits instead of colours, the lower byte first. */
  readonly channels: 1 | 2 | 3 | 4;
  readonly background: readonly [number, number, number];
}

const FITS = ['cover', 'contain', 'fill'] as const;
const FILTERS = ['lanczos3', 'lanczos2', 'mitchell', 'cubic', 'linear', 'nearest'] as const;
const HALVES: readonly unknown[] = ['leftHalf', 'rightHalf'];
const LARGEST = 16384;

/** The options checked, with their defaults. @throws GanError that begins with `where`. */
export function decodingOf(options: DecodeOptions, where: string): Decoding {
  const { resolution, fit = 'cover', crop, filter = 'lanczos3', channels = 3, background = [255, 255, 255] } = options;
  const size = typeof resolution === 'number' ? ([resolution, resolution] as const) : resolution;
  check(
    size === undefined || ((size.length as number) === 2 && size.every((side) => isCount(side) && side <= LARGEST)),
    () =>
      `${where}: resolution must be a whole number from 1 to ${LARGEST}, or [height, width]. Got ${shown(resolution)}. Pass 64, for example.`,
  );
  check(FITS.includes(fit), () => `${where}: fit must be one of ${FITS.join(', ')}. Got ${shown(fit)}. Use 'cover' where unsure.`);
  check(
    FILTERS.includes(filter),
    () => `${where}: filter must be one of ${FILTERS.join(', ')}. Got ${shown(filter)}. Use 'lanczos3' where unsure.`,
  );
  check([1, 3, 4].includes(channels), () => `${where}: channels must be 1, 3 or 4. Got ${shown(channels)}. Use 3 for colour.`);
  check(
    (background.length as number) === 3 && background.every((value) => Number.isInteger(value) && value >= 0 && value <= 255),
    () => `${where}: background must be three whole numbers from 0 to 255. Got ${shown(background)}. White is [255, 255, 255].`,
  );
  check(
    crop === undefined || isCrop(crop),
    () =>
      `${where}: crop must be a whole number above 0, 'leftHalf', 'rightHalf' or { left, top, width, height }. Got ${shown(crop)}. Leave it out for the whole image.`,
  );
  return { resolution: size ?? null, fit, crop: crop ?? null, filter, channels, background };
}

function isCrop(crop: NonNullable<DecodeOptions['crop']>): boolean {
  if (typeof crop === 'number') return isCount(crop);
  if (typeof crop !== 'object') return HALVES.includes(crop);
  return [crop.left + 1, crop.top + 1, crop.width, crop.height].every(isCount);
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
