import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { bundledEmojiClassifier } from './bundledEmojiClassifier';
import { bundledEmojiExtractor } from './bundledEmojiExtractor';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

// That it is as good as it says is tested where it is trained: examples/emoji-classifier.
test('the bundled emoji weights are those that their page tells of, in 2 MB', async () => {
  const page = readFileSync(new URL('../../weights/README.md', import.meta.url), 'utf8');
  const bytes = readFileSync(new URL('../../weights/emoji.safetensors', import.meta.url));
  expect(bytes.length).toBeLessThanOrEqual(2_000_000);
  const [classifier, extractor] = [await bundledEmojiClassifier(), await bundledEmojiExtractor()];
  expect(page).toContain(`\`${extractor.weightsHash}\``);
  expect(page).toContain(`**${(100 * classifier.testAccuracy).toFixed(1)} %**`);
  expect(page).toContain(`${bytes.length.toLocaleString('en-US')} bytes`);
  expect(extractor.weightsHash).toMatch(/^[0-9a-f]{64}$/);
  classifier.dispose();
  extractor.dispose();
});

test('its white images are not its black ones', async () => {
  const classifier = await bundledEmojiClassifier();
  const [white, black] = [1, -1].map((value) => classifier.logits(tf.fill([1, 32, 32, 3], value)).dataSync());
  expect(white).not.toEqual(black);
  classifier.dispose();
});
