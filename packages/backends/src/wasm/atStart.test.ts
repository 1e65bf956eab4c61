import { expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { atStart } from './atStart';

const factory = (): tf.KernelBackend => tf.findBackendFactory('cpu')() as tf.KernelBackend;

test('each start waits for the preparation, once, and tfjs has nothing to warn of', async () => {
  const warn = jest.spyOn(console, 'warn');
  tf.registerBackend('late', factory);
  const prepared: tf.KernelBackend[] = [];
  const prepare = async (backend: tf.KernelBackend): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    prepared.push(backend);
  };
  await atStart('late', prepare);
  await atStart('late', prepare);
  expect(prepared).toEqual([]);
  await tf.setBackend('late');
  expect(prepared).toEqual([tf.backend()]);
  tf.removeBackend('late');
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test('one that runs is prepared at once; one that nobody registered is left', async () => {
  tf.registerBackend('early', factory);
  await tf.setBackend('early');
  const prepare = jest.fn(async (_backend: tf.KernelBackend) => undefined);
  await atStart('early', prepare);
  await atStart('absent', prepare);
  expect(prepare.mock.calls).toEqual([[tf.backend()]]);
  tf.removeBackend('early');
});
