import { check } from '@ganblocks/core';

interface Windows {
  readonly pad: unknown;
  readonly filterSize: number | readonly number[];
  readonly strides: number | readonly number[];
}

const pairOf = (value: number | readonly number[]): readonly number[] => (typeof value === 'number' ? [value, value] : value);

/**
 * With a number for the padding, tfjs takes the number of windows along the width by the window's height and the first stride; kernels
 * then read and write beyond their tensors.
 *
 * @throws GanError for windows and strides that are not square, padded by a number
 */
export function refuseUneven(name: string, { pad, filterSize, strides }: Windows): void {
  const [[height, width], [down, right]] = [pairOf(filterSize), pairOf(strides)];
  check(
    typeof pad !== 'number' || pad === 0 || (height === width && down === right),
    () =>
      `${name}: expected a square window and equal strides with the padding ${String(pad)}. Got a window of ${height}x${width}, strides of ${down}x${right}. ` +
      `Write the padding out, [[0, 0], [${String(pad)}, ${String(pad)}], [${String(pad)}, ${String(pad)}], [0, 0]], or use tf.pad and 'valid'.`,
  );
}
