import { describe, expect, test } from '@jest/globals';
import { array64 } from './array64';
import { conv2dTranspose } from './conv2dTranspose';

const x = array64([1, 1, 2, 1], [1, 10]);
const kernel = array64([1, 3, 1, 1], [1, 2, 3]);

describe('float64 conv2dTranspose', () => {
  test('puts the kernel down at every pixel', () => {
    expect(conv2dTranspose(x, kernel, { bias: array64([1], [0.5]) }).data).toEqual(Float64Array.of(1.5, 12.5, 23.5, 30.5));
  });

  test('strides, cuts off, and adds at the end', () => {
    const square = array64([1, 3, 2, 1], [1, 0, 2, 0, 3, 1]);
    expect(conv2dTranspose(array64([1, 1, 2, 1], [1, 10]), kernel, { stride: 2 }).data).toEqual(Float64Array.of(1, 2, 13, 20, 30));
    const column = array64([1, 3, 1, 1], [1, 10, 100]);
    const tall = array64([3, 1, 1, 1], [1, 2, 3]);
    const wide = conv2dTranspose(column, array64([3, 3, 1, 1], [0, 1, 0, 0, 2, 0, 0, 3, 0]), { stride: 2, padding: 1, outputPadding: 1 });
    expect(wide.shape).toEqual([1, 6, 2, 1]);
    expect([...wide.data].filter((_, place) => place % 2 === 0)).toEqual([2, 13, 20, 130, 200, 300]);
    expect(conv2dTranspose(column, tall, { stride: 2 }).data).toEqual(Float64Array.of(1, 2, 13, 20, 130, 200, 300));
    expect(conv2dTranspose(x, square).shape).toEqual([1, 1, 4, 2]);
  });
});
