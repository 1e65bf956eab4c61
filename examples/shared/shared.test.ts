import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { useBackend } from '@ganblocks/backends';
import { readSafetensors } from '@ganblocks/core';
import { arrayTable } from '@ganblocks/data';
import { beforeAll, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { measureAccuracy } from './measureAccuracy';
import { progress } from './progress';
import { saveClassifier } from './saveClassifier';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

test('every image of a table is named once, also where the batches do not divide it', async () => {
  const table = arrayTable({
    name: 'shades',
    images: Uint8Array.of(0, 60, 120, 180, 240),
    shape: [5, 1, 1, 1],
    labels: Int32Array.of(0, 0, 1, 1, 1),
    classes: 2,
  });
  const { numTensors } = tf.memory();
  // Class 1 where the image is brighter than 0.
  const { accuracy, meanClassAccuracy } = await measureAccuracy(
    (images) =>
      tf.pad<Tensor2D>(tf.reshape(images, [-1, 1]), [
        [0, 0],
        [1, 0],
      ]),
    table,
    { batchSize: 2 },
  );
  expect(accuracy).toBe(4 / 5);
  expect(meanClassAccuracy).toBeCloseTo((1 + 2 / 3) / 2, 12);
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('a classifier is written with what is to be known of it, unless it is too bad', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ganblocks-classifier-'));
  const target = pathToFileURL(join(folder, 'weights.safetensors'));
  const kernel = tf.tensor1d([1, 2]);
  const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const trained = { weights: { kernel }, testAccuracy: 0.5, about: { network: 'two numbers' } };
  await expect(saveClassifier(target, trained, { leastAccuracy: 0.6 })).rejects.toThrow('at least 0.6. Got 0.5; nothing is written');
  expect(() => readFileSync(target)).toThrow('ENOENT');
  await saveClassifier(target, trained, { leastAccuracy: 0.4 });
  expect(said.mock.lastCall?.[0]).toContain(`test accuracy 0.5, ${readFileSync(target).length} bytes`);
  const { tensors, metadata } = readSafetensors(readFileSync(target));
  expect([...tensors.keys()]).toEqual(['kernel']);
  expect(metadata).toEqual({ test_accuracy: '0.5', network: 'two numbers' });
  said.mockRestore();
  kernel.dispose();
  rmSync(folder, { recursive: true });
});

test('progress tells the mean loss, the rate and the time left', () => {
  const lines: string[] = [];
  const tell = progress({ steps: 4, batchSize: 8, every: 2, say: (line) => void lines.push(line) });
  [1, 2, 3, 4].forEach((loss, step) => tell(step, loss));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^step 2 of 4, loss 1\.500, [\d,]+ images\/s, \d+ s left$/);
  expect(lines[1]).toMatch(/loss 3\.500.* 0 s left$/);
});
