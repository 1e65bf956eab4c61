import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BatchStream, Dataset, JsonObject } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { batchNumbers } from '../../tests/batchNumbers';
import { swissRoll, ringMixture } from '../points/index';
import { arrayTable } from '../tables/arrayTable';
import {
  alternating,
  attributeImages,
  captionedImages,
  labelledImages,
  multiScale,
  pairedImages,
  sceneImages,
  semiSupervisedImages,
  unpairedImages,
} from './index';

/** Asymmetric 2 x 2 images: a mirrored one differs. */
const table = (name: string, size: number) =>
  arrayTable({
    name,
    images: Uint8Array.from({ length: 4 * size }, (_, i) => i),
    shape: [size, 2, 2, 1],
    labels: Int32Array.from({ length: size }, (_, i) => i % 3),
    classes: 3,
    captions: Array.from({ length: size }, (_, i) => [`a red ${i}`, `some blue and green ${i}`]),
  });
const [seven, five] = [table('seven', 7), table('five', 5)];
const mirror = { mirror: true };
const SETS: readonly (readonly [string, Dataset<object>])[] = [
  ['labelledImages', labelledImages(seven, mirror)],
  ['attributeImages', attributeImages(seven, mirror)],
  ['pairedImages', pairedImages(seven, table('other', 7), mirror)],
  ['unpairedImages', unpairedImages(seven, five, mirror)],
  ['sceneImages', sceneImages({ images: seven, labelMaps: seven, instanceMaps: seven }, mirror)],
  ['captionedImages', captionedImages(seven, { ...mirror, captionLength: 3 })],
  ['semiSupervisedImages', semiSupervisedImages(seven, { ...mirror, perClass: 1, seed: 3 })],
  ['alternating', alternating([attributeImages(seven, mirror), attributeImages(five, mirror)])],
  ['multiScale', multiScale(labelledImages(seven, mirror), { resolutions: [1, 2] })],
  ['ringMixture', ringMixture()],
  ['swissRoll', swissRoll()],
];

beforeAll(() => tf.setBackend('wasm'));

/** The numbers of the next batch; disposes it. */
const numbersOf = async (stream: BatchStream<object>): Promise<unknown> => batchNumbers(await stream.next());

async function take(stream: BatchStream<object>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for (let i = 0; i < count; i++) taken.push(await numbersOf(stream));
  return taken;
}

describe.each(SETS)('%s', (_, dataset) => {
  test('gives the same batches from any position, in another process', async () => {
    const before = tf.memory().numTensors;
    const all = await take(dataset.stream({ batchSize: 3, seed: 7 }), 9);
    expect(await take(dataset.stream({ batchSize: 3, seed: 7 }), 9)).toEqual(all);
    expect(await take(dataset.stream({ batchSize: 3, seed: 8 }), 9)).not.toEqual(all);
    for (let position = 0; position < 9; position++) {
      const stream = dataset.stream({ batchSize: 3, seed: 7 });
      await take(stream, position);
      const json = JSON.parse(JSON.stringify(stream.toJson())) as JsonObject;
      const restored = dataset.stream({ batchSize: 3, seed: 1 });
      await take(restored, 2);
      restored.restore({}, json);
      expect(restored.toJson()).toEqual(json);
      expect(await take(restored, 9 - position)).toEqual(all.slice(position));
      await restored.close();
      await expect(restored.next()).rejects.toThrow(/after close\(\)/);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test('batches that are not awaited one by one come in order', async () => {
    const stream = dataset.stream({ batchSize: 2, seed: 3 });
    const together = await Promise.all(Array.from({ length: 5 }, () => numbersOf(stream)));
    expect(together).toEqual(await take(dataset.stream({ batchSize: 2, seed: 3 }), 5));
  });

  test('refuses a state that does not fit, and stays where it was', async () => {
    const stream = dataset.stream({ batchSize: 2, seed: 3 });
    await take(stream, 3);
    const before = stream.toJson();
    for (const wrong of [{}, { streams: [], turn: 0 }, { ...before, seed: -1, turn: 9, streams: [1] }])
      expect(() => stream.restore({}, wrong)).toThrow(/Got .* Restore what/);
    expect(stream.toJson()).toEqual(before);
  });

  test('describes itself in JSON', () => {
    const described = dataset.describe();
    expect(JSON.parse(JSON.stringify(described))).toEqual(described);
    expect(dataset.size).toBeGreaterThan(0);
  });
});

test.each([
  ['unpairedImages', SETS[3]![1]],
  ['alternating', SETS[6]![1]],
])('%s goes back where only the second of its streams refuses', async (_, dataset) => {
  const stream = dataset.stream({ batchSize: 2, seed: 3 });
  await take(stream, 3);
  const before = stream.toJson();
  const { streams } = dataset.stream({ batchSize: 2, seed: 9 }).toJson() as { streams: JsonObject[] };
  const wrong = { turn: 0, streams: [streams[0]!, { epoch: 0, position: 99, seed: 1 }] };
  expect(() => stream.restore({}, wrong)).toThrow(/position must be/);
  expect(stream.toJson()).toEqual(before);
});
