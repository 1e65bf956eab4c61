import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from '@jest/globals';
import { ADVERSARIAL_LOSSES, adversarialLosses } from './adversarialLosses';

test('the picture of the losses shows what the losses give; else run this script', async () => {
  await tf.setBackend('cpu');
  expect(await adversarialLosses()).toBe(await readFile(ADVERSARIAL_LOSSES, 'utf8'));
});
