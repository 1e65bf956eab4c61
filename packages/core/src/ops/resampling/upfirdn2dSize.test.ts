import { describe, expect, test } from '@jest/globals';
import { poolingSize } from './poolingWindow';
import { upfirdn2dSize } from './upfirdn2dSize';

describe('upfirdn2dSize', () => {
  test('is that of the padded image, less the filter, thinned', () => {
    expect(upfirdn2dSize({ size: [4, 5], filter: [1, 2, 1] })).toEqual([2, 3]);
    expect(upfirdn2dSize({ size: [4, 5], filter: [1, 3, 3, 1], up: 2, padding: [[2, 1], [2, 1]] })).toEqual([8, 10]); // prettier-ignore
    expect(upfirdn2dSize({ size: [5, 6], filter: [[1, 1, 1]], up: [1, 2], down: [2, 3], padding: -1 })).toEqual([2, 3]);
  });

  test('is unknown where the image is', () => {
    expect(upfirdn2dSize({ size: [null, 5], filter: [1, 1], down: 2 })).toEqual([null, 2]);
  });

  test('teaches', () => {
    expect(() => upfirdn2dSize({ size: [2, 9], filter: [1, 2, 1] })).toThrow(
      'upfirdn2dSize: the padded image must be at least as long as the filter. Got 2 pixels, up 1, padding [0, 0], 3 taps.',
    );
    expect(() => upfirdn2dSize({ size: [null, null], filter: [], up: 2 }, 'blur')).toThrow('blur: filter must have the axes [k]');
  });
});

describe('poolingSize', () => {
  test('counts the windows', () => {
    expect(poolingSize({ image: [5, null] })).toEqual([2, null]);
    expect(poolingSize({ image: [5, 6], size: 3, stride: [2, 1], padding: 1 })).toEqual([3, 6]);
  });

  test('teaches', () => {
    expect(() => poolingSize({ image: [5, 5], padding: 2 })).toThrow('poolingSize: padding must be at most half the window.');
    expect(() => poolingSize({ image: [1, 1] }, 'pool')).toThrow('pool: the kernel must fit into the padded image.');
  });
});
