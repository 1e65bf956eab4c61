import { afterEach, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { wasm } from './wasm';

const threads = 'WASM_HAS_MULTITHREAD_SUPPORT';
afterEach(() => {
  Reflect.deleteProperty(tf.env().getFlags(), threads);
});

test('no threads in a browser, unless they were asked for', async () => {
  await wasm.load({ place: 'browser', byName: true });
  expect(tf.env().getFlags()[threads]).toBe(false);
  tf.env().set(threads, true);
  await wasm.load({ place: 'browser', byName: true });
  expect(tf.env().getFlags()[threads]).toBe(true);
});

test('Node decides itself', async () => {
  await wasm.load({ place: 'node', byName: true });
  expect(tf.env().getFlags()).not.toHaveProperty(threads);
});

test('a map without all files is refused', async () => {
  await expect(wasm.load({ place: 'browser', byName: true, wasmPaths: {} })).rejects.toThrow('Got an empty map.');
});
