import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from '@jest/globals';
import { ATTENTION_MASKS, attentionMasks } from './attentionMasks';

test('the picture of the attention masks shows what the op gives; else run this script', async () => {
  await tf.setBackend('cpu');
  expect(await attentionMasks()).toBe(await readFile(ATTENTION_MASKS, 'utf8'));
});
