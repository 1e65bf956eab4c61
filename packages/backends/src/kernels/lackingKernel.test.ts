import { expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { GanError } from '@ganblocks/core';
import { lackingKernel } from './lackingKernel';
import { useBackend } from '../index';

test('says which op, which backend, and what to do', async () => {
  await useBackend('wasm', { report: () => undefined });
  const transform = (): unknown => tf.fft(tf.complex([1, 2], [3, 4]));
  expect(transform).toThrow(GanError);
  expect(transform).toThrow(/^Complex: expected a backend that computes it\. Got wasm.*useBackend\('cpu'\)/);
});

test('leaves a kernel that is there', () => {
  const original = (): tf.TensorInfo => ({ dataId: {}, shape: [], dtype: 'float32' });
  expect(lackingKernel('FFT', 'wasm').build(original)).toBe(original);
});
