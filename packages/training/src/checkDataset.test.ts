import { beforeAll, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { arrayTable, labelledImages } from '@ganblocks/data';
import { toySystem } from '../tests/toySystem';
import { checkDataset } from './checkDataset';
import { train } from './train';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const table = arrayTable({ name: 'dots', images: new Uint8Array(4), shape: [4, 1, 1, 1] });

test('tells a table, a promise and anything else from a data set, before the run', async () => {
  checkDataset(labelledImages(table));
  expect(() => checkDataset(table)).toThrow('train: data must be a data set, with stream(). Got a table of images.');
  expect(() => checkDataset(Promise.resolve(table))).toThrow('Got a promise. Await it first.');
  for (const other of [undefined, null, {}, 'photos']) expect(() => checkDataset(other)).toThrow('Got something else.');
  await expect(train(toySystem(), table as never, { images: 4, batchSize: 2 })).rejects.toThrow('labelledImages(table)');
});
