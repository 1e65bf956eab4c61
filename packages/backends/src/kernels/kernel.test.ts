import { expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc } from '@tensorflow/tfjs-core';
import { installKernel } from './kernel';

const answer =
  (value: number): KernelFunc =>
  () =>
    tf.scalar(value);

test('a missing kernel is registered, and a second installation changes nothing', () => {
  installKernel('nowhere', { name: 'Answer', build: (original) => (original ? answer(0) : answer(1)) });
  const first = tf.getKernel('Answer', 'nowhere').kernelFunc;
  installKernel('nowhere', { name: 'Answer', build: () => answer(2) });
  expect(tf.getKernel('Answer', 'nowhere').kernelFunc).toBe(first);
});

test('a present kernel is replaced in place, without a warning, and handed to the new one', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const stock = answer(1);
  tf.registerKernel({ kernelName: 'Other', backendName: 'nowhere', kernelFunc: stock });
  let received: KernelFunc | undefined;
  installKernel('nowhere', {
    name: 'Other',
    build: (original) => {
      received = original;
      return answer(2);
    },
  });
  expect(received).toBe(stock);
  expect(tf.getKernel('Other', 'nowhere').kernelFunc).not.toBe(stock);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test('a kernel that cannot run is not installed', () => {
  installKernel('nowhere', { name: 'Impossible', build: () => answer(1), runs: () => false }, {});
  expect(tf.getKernel('Impossible', 'nowhere')).toBeUndefined();
  installKernel('nowhere', { name: 'Impossible', build: () => answer(1), runs: () => true }, {});
  expect(tf.getKernel('Impossible', 'nowhere')).toBeDefined();
});
