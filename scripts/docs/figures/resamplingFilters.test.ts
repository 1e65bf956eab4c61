import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from '@jest/globals';
import { RESAMPLING_FILTERS, resamplingFilters } from './resamplingFilters';

test('the picture of the filters shows what the ops give; else run this script', async () => {
  await tf.setBackend('cpu');
  expect(await resamplingFilters()).toBe(await readFile(RESAMPLING_FILTERS, 'utf8'));
});
