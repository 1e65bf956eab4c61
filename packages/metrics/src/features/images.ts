import { check } from '@ganblocks/core';

/** Images as plain numbers: `data[((n * H + y) * W + x) * C + c]`. */
export interface Images {
  /** `[N, H, W, C]` */
  readonly shape: readonly [number, number, number, number];
  readonly data: Float32Array | Float64Array;
}

/** Throws unless the numbers fit the shape and are finite. */
export const checkImages = (where: string, which: string, { shape, data }: Images): void => {
  const size = shape.reduce((product, length) => product * length, 1);
  check(
    (shape as readonly number[]).length === 4 && shape.every((length) => Number.isInteger(length) && length > 0) && size === data.length,
    () => `${where}: ${which} must be [N, H, W, C] with so many numbers. Got [${shape.join(', ')}] and ${data.length} numbers.`,
  );
  const bad = data.findIndex((value: number) => !Number.isFinite(value));
  const perImage = size / shape[0];
  check(
    bad < 0,
    () => `${where}: ${which} must be finite. Got ${data[bad]} in image ${Math.floor(bad / perImage)}. Has the generator diverged?`,
  );
};

/** Throws unless both are images of one shape. */
export const checkImagePair = (where: string, a: Images, b: Images): void => {
  checkImages(where, 'the first images', a);
  checkImages(where, 'the second images', b);
  check(
    a.shape.join() === b.shape.join(),
    () => `${where}: both must have one shape. Got [${a.shape.join(', ')}] and [${b.shape.join(', ')}]. Resize, and pair them.`,
  );
};
