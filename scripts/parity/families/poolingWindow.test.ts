import { expect, test } from '@jest/globals';
import { parseManifest } from '@ganblocks/core/testing';
import { poolingWindow } from './poolingWindow';

function windowOf(name: string, { checks = '', hyperparameters = {}, x = [2, 4, 6, 3], y = [2, 2, 3, 3] } = {}) {
  const tensors = { x: { shape: x, dtype: 'F32', meaning: 'input. ' }, y: { shape: y, dtype: 'F32' } };
  const [golden] = parseManifest({ cases: [{ name, checks, hyperparameters, tolerance: { rtol: 0, atol: 0 }, tensors }] });
  return poolingWindow(golden!);
}

test('the stride is the size of the window unless it is stated', () => {
  expect(windowOf('layer-resample-avgpool2')).toEqual({ kernel: 2, stride: 2, pad: 0, countsPadding: true });
  expect(windowOf('layer-resample-maxpool4', { x: [1, 8, 8, 1], y: [1, 2, 2, 1] })).toMatchObject({ kernel: 4, stride: 4, pad: 0 });
});

test('words say stride and padding', () => {
  const window = windowOf('layer-resample-avgpool3-s2-nopad', { checks: '3x3 average pooling stride 2 pad 1, padding not counted' });
  expect(window).toEqual({ kernel: 3, stride: 2, pad: 1, countsPadding: false });
});

test('without words the name and the stored shapes tell', () => {
  expect(windowOf('layer-resample-avgpool3-s2-nopad')).toEqual({ kernel: 3, stride: 2, pad: 1, countsPadding: false });
});

test('hyperparameters come before words', () => {
  const hyperparameters = { kernel: 5, stride: 3, pad: 2 };
  expect(windowOf('layer-resample-avgpool3', { checks: 'stride 2 pad 1', hyperparameters })).toMatchObject(hyperparameters);
});

test('a size that no padding gives is an error', () => {
  expect(() => windowOf('layer-resample-avgpool2', { y: [2, 9, 9, 3] })).toThrow(/no padding of a 2x2 window at stride 2/);
});
