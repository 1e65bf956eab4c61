import { describe, expect, test } from '@jest/globals';
import { convolutionSize, convolutionTransposeSize, paddingOf } from './convolutionSize';

describe('convolutionSize', () => {
  test('halves with 4×4, stride 2, padding 1', () => {
    expect(convolutionSize({ size: [28, 13], kernel: [4, 4], stride: 2, padding: 1 })).toEqual([14, 6]);
  });

  test('leaves out rows that do not fill a step', () => {
    expect(convolutionSize({ size: [8, 7], kernel: [3, 3], stride: 2, padding: 1 })).toEqual([4, 4]);
  });

  test('counts dilation and pairs per axis', () => {
    expect(convolutionSize({ size: [9, 9], kernel: [3, 3], dilation: [2, 3], padding: [2, 0] })).toEqual([9, 3]);
  });

  test('same: ceil(size / stride), unknown sizes stay unknown', () => {
    expect(convolutionSize({ size: [7, null], kernel: [3, 3], stride: 2, padding: 'same' })).toEqual([4, null]);
  });

  test('says what is wrong', () => {
    expect(() => convolutionSize({ size: [2, 2], kernel: [4, 4] }, 'conv2d')).toThrow(
      'conv2d: the kernel must fit into the padded image. Got kernel extent 4, padded size 2.',
    );
    expect(() => convolutionSize({ size: [4, 4], kernel: [3, 3], stride: 0 })).toThrow('stride must be an integer >= 1');
    expect(() => convolutionSize({ size: [4, 4], kernel: [3, 3], padding: [1, -1] })).toThrow('padding must be an integer >= 0');
  });
});

describe('paddingOf', () => {
  test('same puts the odd zero last', () => {
    expect(paddingOf('', { size: [8, 7], kernel: [3, 4], stride: 2, padding: 'same' })).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});

describe('convolutionTransposeSize', () => {
  test.each([
    { size: 7, kernel: 4, stride: 2, padding: 1, outputPadding: 0, out: 14 },
    { size: 1, kernel: 4, stride: 1, padding: 0, outputPadding: 0, out: 4 },
    { size: 4, kernel: 3, stride: 2, padding: 1, outputPadding: 1, out: 8 },
    { size: 4, kernel: 5, stride: 2, padding: 2, outputPadding: 1, out: 8 },
  ])('(H - 1) stride - 2 padding + k + outputPadding = $out', ({ size, kernel, stride, padding, outputPadding, out }) => {
    expect(convolutionTransposeSize({ size: [size, null], kernel: [kernel, kernel], stride, padding, outputPadding })).toEqual([out, null]);
  });

  test('says what is wrong', () => {
    expect(() => convolutionTransposeSize({ size: [4, 4], kernel: [3, 3], outputPadding: 1 })).toThrow(
      'outputPadding must be smaller than stride',
    );
    expect(() => convolutionTransposeSize({ size: [1, 1], kernel: [2, 2], padding: 1 })).toThrow('padding must leave an output');
  });
});
