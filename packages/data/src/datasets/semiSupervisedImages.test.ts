import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BatchStream, JsonObject, SemiSupervisedBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { toPixels } from '../pictures/toPixels';
import { arrayTable } from '../tables/arrayTable';
import { keepLabels } from '../views/index';
import { semiSupervisedImages } from './index';

/** Image n is one pixel of brightness n, of class n mod 2. */
const table = arrayTable({
  name: 'dots',
  images: Uint8Array.from({ length: 12 }, (_, n) => n),
  shape: [12, 1, 1, 1],
  labels: Int32Array.from({ length: 12 }, (_, n) => n % 2),
  classes: 2,
});

beforeAll(() => tf.setBackend('cpu'));

interface Numbers {
  readonly images: number[];
  readonly labelled: number[];
  readonly labels: number[];
}

/** The next batch as numbers; frees it. */
async function next(stream: BatchStream<SemiSupervisedBatch>): Promise<Numbers> {
  const { images, labelled } = await stream.next();
  const numbers = {
    images: [...(await toPixels(images))],
    labelled: [...(await toPixels(labelled.images))],
    labels: [...(await labelled.labels.data())],
  };
  tf.dispose([images, labelled.images, labelled.labels]);
  return numbers;
}
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

describe('semiSupervisedImages', () => {
  test('shows all images without labels, and beside them the labelled ones as often as they are needed', async () => {
    const before = tf.memory().numTensors;
    const stream = semiSupervisedImages(table, { perClass: 2 }).stream({ batchSize: 6, seed: 1 });
    const [first, second] = [await next(stream), await next(stream)];
    expect(sorted([...first.images, ...second.images])).toEqual([...Array(12).keys()]);
    // Four labelled ones, three times each in twelve.
    expect(sorted([...first.labelled, ...second.labelled])).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
    for (const { labelled, labels } of [first, second]) expect(labels).toEqual(labelled.map((n) => n % 2));
    expect(new Set(first.labelled.slice(0, 4)).size).toBe(4);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('labels those that the seed draws, whatever the seed of the run, or those that keepLabels has left', async () => {
    const chosen = async (data: ReturnType<typeof semiSupervisedImages>, seed: number): Promise<number[]> =>
      sorted([...new Set((await next(data.stream({ batchSize: 4, seed }))).labelled)]);
    const drawn = semiSupervisedImages(table, { perClass: 2, seed: 5 });
    const rows = await chosen(drawn, 1);
    expect(rows).not.toEqual([0, 1, 2, 3]);
    expect(await chosen(drawn, 2)).toEqual(rows);
    expect(await chosen(semiSupervisedImages(keepLabels(table, { perClass: 2, seed: 5 })), 1)).toEqual(rows);
    expect(await chosen(semiSupervisedImages(keepLabels(table, { first: 3 })), 1)).toEqual([0, 1, 2]);
  });

  test('goes on where both sides stood', async () => {
    const data = semiSupervisedImages(table, { perClass: 1, mirror: true });
    const stream = data.stream({ batchSize: 5, seed: 1 });
    for (let batch = 0; batch < 4; batch++) await next(stream);
    const json = JSON.parse(JSON.stringify(stream.toJson())) as JsonObject;
    const restored = data.stream({ batchSize: 5, seed: 9 });
    restored.restore({}, json);
    for (let batch = 0; batch < 4; batch++) expect(await next(restored)).toEqual(await next(stream));
    await stream.close();
    await expect(stream.next()).rejects.toThrow(/after close\(\)/);
  });

  test('says what it is', () => {
    const data = semiSupervisedImages(table, { perClass: 2, seed: 5 });
    expect([data.name, data.size]).toEqual(['dots', 12]);
    expect(data.describe()).toMatchObject({
      labelled: { images: 4, ofClasses: { 0: 2, 1: 2 } },
      views: [{ view: 'keepLabels', perClass: 2, seed: 5, labelled: 4 }],
    });
    expect(data.describe()).not.toHaveProperty('mirror');
  });

  test('teaches', () => {
    const plain = arrayTable({ name: 'plain', images: new Uint8Array(2), shape: [2, 1, 1, 1] });
    expect(() => semiSupervisedImages(plain)).toThrow('semiSupervisedImages: expected labels of some images. plain has none.');
    expect(() => semiSupervisedImages(plain, { perClass: 1 })).toThrow('keepLabels: expected a table with labels. plain has none.');
    expect(() => semiSupervisedImages(table, { perClass: 7 })).toThrow('class 0 has 6 labels. Got perClass 7.');
    expect(() => semiSupervisedImages(table).stream({ batchSize: 13, seed: 0 })).toThrow(
      'unlabelled dots stream: batchSize must not exceed the data set. Got batchSize 13, 12 images.',
    );
    const stream = semiSupervisedImages(table, { perClass: 1 }).stream({ batchSize: 2, seed: 0 });
    expect(() => stream.restore({}, { streams: [] })).toThrow('dots stream: expected the states of 2 streams.');
  });
});
