import { describe, expect, test } from '@jest/globals';
import { array64 } from './array64';
import { modulatedConv2d } from './modulatedConv2d';

const x = array64([2, 1, 1, 2], [1, 2, 3, 4]);
const style = array64([2, 2], [1, 1, 2, 0]);

describe('float64 modulatedConv2d', () => {
  test('scales the input channels of each image’s kernel', () => {
    const kernel = array64([1, 1, 2, 2], [1, 10, 2, 20]);
    expect([...modulatedConv2d(x, kernel, style, { demodulate: false }).data]).toEqual([5, 50, 6, 60]);
  });

  test('demodulates each output', () => {
    const y = modulatedConv2d(x, array64([1, 1, 2, 1], [3, 4]), style, { epsilon: 0 });
    expect([...y.data]).toEqual([11 / 5, 3].map((value) => expect.closeTo(value, 12)));
  });

  test('doubles the image, the kernel turned', () => {
    const kernel = array64([3, 3, 1, 1], [0, 0, 0, 0, 0, 1, 0, 0, 0]);
    const y = modulatedConv2d(array64([1, 1, 1, 1], [1]), kernel, array64([1, 1], [1]), { demodulate: false, doubledBy: [1, 0] });
    // The pixel stands in the upper left; turned, the kernel reads its left neighbour.
    expect([...y.data]).toEqual([0, 4, 0, 0]);
  });
});
