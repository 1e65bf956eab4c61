import { describe, expect, test } from '@jest/globals';
import { array64 } from './array64';
import { conv2d } from './conv2d';

const x = array64([1, 2, 2, 2], [1, 10, 2, 20, 3, 30, 4, 40]);

describe('float64 conv2d', () => {
  test('correlates: the kernel is not turned', () => {
    const kernel = array64([2, 2, 2, 1], [1, 0, 2, 0, 0, 1, 0, 0]);
    expect(conv2d(x, kernel, { bias: array64([1], [0.5]) })).toEqual(array64([1, 1, 1, 1], [1 + 4 + 30 + 0.5]));
  });

  test('pads with zeros and strides', () => {
    const ones = array64([3, 3, 2, 1], new Array<number>(18).fill(1));
    expect(conv2d(x, ones, { padding: 1, stride: 2 })).toEqual(array64([1, 1, 1, 1], [110]));
    expect(conv2d(x, ones, { padding: 1 }).shape).toEqual([1, 2, 2, 1]);
  });

  test('each group reads its own channels', () => {
    const kernel = array64([1, 1, 1, 4], [1, 2, 3, 4]);
    expect([...conv2d(x, kernel, { groups: 2 }).data].slice(0, 4)).toEqual([1, 2, 30, 40]);
  });
});
