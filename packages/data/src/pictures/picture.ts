import { check } from '@ganblocks/core';

/** A picture for files and screens: rows from the top, `channels` bytes a pixel (1 gray, 3 RGB, 4 RGBA), 0 … 255. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/** Throws a GanError unless the picture has 1, 3 or 4 channels and as many bytes as its size says. */
export function checkPicture(where: string, { width, height, channels, data }: Picture): void {
  const whole = [width, height].every((size) => Number.isSafeInteger(size) && size > 0);
  check(whole, () => `${where}: width and height must be whole numbers above 0. Got ${width} x ${height}.`);
  check(
    [1, 3, 4].includes(channels),
    () => `${where}: channels must be 1 (gray), 3 (RGB) or 4 (RGBA). Got ${channels}. Choose or average channels first.`,
  );
  const expected = width * height * channels;
  check(data.length === expected, () => `${where}: expected ${expected} bytes for ${width} x ${height} x ${channels}. Got ${data.length}.`);
}
