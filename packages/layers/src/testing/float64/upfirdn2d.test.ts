import { describe, expect, test } from '@jest/globals';
import { array64 } from './array64';
import { upfirdn2d } from './upfirdn2d';

const row = array64([1, 1, 3, 1], [1, 2, 4]);
const dot = array64([1, 1, 1, 1], [1]);

describe('float64 upfirdn2d', () => {
  test('convolves: the filter is turned, so that a dot becomes the filter', () => {
    expect(upfirdn2d(dot, [1, 2], { padding: [1, 1] })).toEqual(array64([1, 2, 2, 1], [1, 2, 2, 4]));
  });

  test('puts zeros behind each pixel, thins, crops and scales', () => {
    expect(upfirdn2d(row, [1], { up: 2, gain: 3 })).toEqual(array64([1, 2, 6, 1], [3, 0, 6, 0, 12, 0, 0, 0, 0, 0, 0, 0]));
    expect(upfirdn2d(row, [1], { down: 2 })).toEqual(array64([1, 1, 2, 1], [1, 4]));
    expect(upfirdn2d(upfirdn2d(row, [1], { up: 3 }), [1], { padding: [0, -2] })).toEqual(array64([1, 1, 7, 1], [1, 0, 0, 2, 0, 0, 4]));
  });

  test('doubles an image as StyleGAN2 does, keeping its brightness', () => {
    const flat = array64([1, 4, 4, 1], new Array<number>(16).fill(1));
    const twice = upfirdn2d(flat, [0.125, 0.375, 0.375, 0.125], { up: 2, padding: [2, 1], gain: 4 });
    expect(twice.shape).toEqual([1, 8, 8, 1]);
    expect(twice.data[3 * 8 + 3]).toBeCloseTo(1, 12);
  });
});
