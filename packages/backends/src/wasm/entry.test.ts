import { afterAll, expect, jest, test } from '@jest/globals';
import { ready } from './index';
import * as tf from '@tensorflow/tfjs-core';
import { lossesOfPlainModel } from '../../tests/lossesOfPlainModel';
import { useBackend } from '../useBackend';
import { kernelsOf } from './compiled/bindKernels';

tf.env().set('IS_TEST', true);
const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
afterAll(() => warn.mockRestore());

test('a plain program trains on wasm: imported first, started later', async () => {
  await ready;
  expect(tf.engine().registry).toEqual({});
  await tf.ready();
  expect(tf.getBackend()).toBe('wasm');
  expect(kernelsOf(tf.backend())).toBeDefined();
  const losses = await lossesOfPlainModel();
  expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
  expect(warn).not.toHaveBeenCalled();
});

test('what tfjs has for nobody is said so', () => {
  expect(() => tf.fft(tf.complex([1], [0]))).toThrow(/expected a backend that computes it. Got wasm/);
});

test('useBackend goes on with what is there', async () => {
  const before = kernelsOf(tf.backend());
  const { kernels } = await useBackend('wasm', { report: () => undefined });
  expect(kernels).toContain('Conv2DBackpropFilter');
  expect(kernelsOf(tf.backend())).toBe(before);
});

test('a backend that is started anew has them too', async () => {
  const { factory, priority } = tf.engine().registryFactory['wasm']!;
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory, priority);
  await tf.setBackend('wasm');
  const gradient = tf.grad((w) => tf.conv2d(tf.ones<tf.Rank.R4>([1, 4, 4, 1]), w as tf.Tensor4D, 1, 'valid'))(tf.ones([3, 3, 1, 1]));
  expect([...(await gradient.data())]).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 4]);
  expect(kernelsOf(tf.backend())).toBeDefined();
});
