import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Dataset } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { toPixels } from '../pictures/toPixels';
import { arrayTable } from '../tables/arrayTable';
import type { ArrayTableOptions } from '../tables/arrayTable';
import { alternating, attributeImages, labelledImages, multiScale, pairedImages, sceneImages, unpairedImages } from './index';

/** Image n is the row [10 n, 10 n + 1]. */
const rows = (name: string, size: number, options: Partial<ArrayTableOptions> = {}) =>
  arrayTable({
    name,
    images: Uint8Array.from({ length: 2 * size }, (_, i) => 10 * (i >> 1) + (i & 1)),
    shape: [size, 1, 2, 1],
    ...options,
  });

/** The next batch's tensors as numbers, images as bytes. */
async function next<Batch extends object>(dataset: Dataset<Batch>, batchSize: number, seed = 7): Promise<Record<string, number[]>> {
  const batch = await dataset.stream({ batchSize, seed }).next();
  const read = async ([name, value]: [string, unknown]): Promise<[string, number[]]> => {
    if (!(value instanceof tf.Tensor)) return [name, [value as number]];
    const tensor = value as Tensor;
    const numbers = tensor.dtype === 'float32' && tensor.rank === 4 ? await toPixels(tensor as tf.Tensor4D) : await tensor.data();
    tf.dispose(tensor);
    return [name, [...numbers]];
  };
  return Object.fromEntries(await Promise.all(Object.entries(batch).map(read)));
}

beforeAll(() => tf.setBackend('wasm'));

describe('mirror', () => {
  test('turns about half of the images, each epoch others, the rest untouched', async () => {
    const stream = labelledImages(rows('digits', 20), { mirror: true }).stream({ batchSize: 20, seed: 7 });
    const epochs: boolean[][] = [];
    for (let epoch = 0; epoch < 30; epoch++) {
      const { images, labels } = await stream.next();
      const bytes = await toPixels(images);
      const pairs = Array.from({ length: 20 }, (_, i) => [bytes[2 * i]!, bytes[2 * i + 1]!] as const).sort(([a], [b]) => a - b);
      pairs.forEach(([left, right], n) => expect([10 * n, 10 * n + 1]).toEqual(left < right ? [left, right] : [right, left]));
      epochs.push(pairs.map(([left, right]) => left > right));
      tf.dispose([images, labels]);
    }
    // 600 fair draws: mean 300, deviation 12.2.
    expect(Math.abs(epochs.flat().filter(Boolean).length - 300)).toBeLessThan(62);
    expect(new Set(epochs.map((epoch) => epoch.join())).size).toBe(30);
  });

  test('does not depend on the batch size, and says that it is on', async () => {
    const dataset = labelledImages(rows('digits', 6), { mirror: true });
    const whole = await next(dataset, 6);
    const stream = dataset.stream({ batchSize: 2, seed: 7 });
    const parts: number[] = [];
    for (let part = 0; part < 3; part++) {
      const batch = await stream.next();
      parts.push(...(await toPixels(batch.images)));
      tf.dispose([batch.images, batch.labels]);
    }
    expect(parts).toEqual(whole['images']);
    expect(dataset.describe()['mirror']).toBe(true);
    expect(labelledImages(rows('digits', 6)).describe()).not.toHaveProperty('mirror');
  });
});

test('labelledImages refuses tables whose bytes are not all there', async () => {
  const square = arrayTable({ name: 'square', images: new Uint8Array(4), shape: [1, 2, 2, 1] });
  const broken = { ...square, read: async () => new Uint8Array(1) };
  await expect(labelledImages(broken).stream({ batchSize: 1, seed: 0 }).next()).rejects.toThrow(
    /square: expected 4 bytes for 1 images. Got 1/,
  );
});

describe('attributeImages', () => {
  const attributes = { names: ['a', 'b', 'c'], values: Uint8Array.of(0, 0, 1, 0, 1, 0, 1, 1, 1) };

  test('gives the chosen attributes of each image in the chosen order', async () => {
    const faces = attributeImages(rows('faces', 3, { attributes }), { attributes: ['c', 'a'], source: 4 });
    const batch = await next(faces, 3);
    const expected = [[1, 0], [0, 0], [1, 1]]; // prettier-ignore
    const order = [0, 2, 4].map((i) => batch['images']![i]! / 10);
    expect([faces.attributes, batch['source'], batch['attributes']]).toEqual([['c', 'a'], [4], order.flatMap((n) => expected[n]!)]);
  });

  test('makes attributes of classes where there are no others', async () => {
    const batch = await next(attributeImages(rows('classes', 2, { labels: [1, 0], classes: ['x', 'y'] })), 2);
    expect(batch['attributes']).toEqual(batch['images']![0] === 0 ? [0, 1, 1, 0] : [1, 0, 0, 1]);
  });

  test('refuses what it does not have', () => {
    expect(() => attributeImages(rows('faces', 3))).toThrow(/faces has neither/);
    expect(() => attributeImages(rows('faces', 3, { attributes }), { attributes: ['d'] })).toThrow(/no attribute 'd'. It has a, b, c/);
    expect(() => attributeImages(rows('faces', 3, { attributes }), { attributes: [] })).toThrow(/one at least/);
    expect(() => attributeImages(rows('faces', 2, { labels: [0, -1], classes: 2 }))).toThrow(/Got -1 for image 1 of faces/);
    expect(() => attributeImages(rows('faces', 3, { attributes }), { source: -1 })).toThrow(/source must be a whole number from 0. Got -1/);
  });
});

describe('alternating', () => {
  const set = (name: string, size: number, classes: number) => attributeImages(rows(name, size, { labels: new Int32Array(size), classes }));

  test('takes turns, with the source and the sizes of each', async () => {
    const both = alternating([set('one', 4, 5), set('two', 2, 8)]);
    expect([both.name, both.size, both.sizes]).toEqual(['one | two', 6, [5, 8]]);
    const stream = both.stream({ batchSize: 2, seed: 1 });
    for (let step = 0; step < 5; step++) {
      const { images, attributes, source } = await stream.next();
      expect([source, attributes.shape]).toEqual([step % 2, [2, [5, 8][step % 2]]]);
      tf.dispose([images, attributes]);
    }
    expect(stream.toJson()['turn']).toBe(1);
    await stream.close();
  });

  test('refuses sets that are not what was expected', () => {
    expect(() => alternating([set('one', 4, 5)])).toThrow(/two data sets or more. Got 1/);
    expect(() => alternating([set('one', 4, 5), set('two', 2, 8)], [5, 7])).toThrow(
      /numbers of attributes of the sets, \[5,8\]. Got \[5,7\]/,
    );
    const both = alternating([set('one', 4, 5), set('two', 2, 8)], [5, 8]);
    expect(() => both.stream({ batchSize: 3, seed: 0 })).toThrow(/two stream: batchSize must not exceed/);
  });
});

describe('pairs', () => {
  test('stay together, mirrored too', async () => {
    const paired = pairedImages(rows('from', 9), rows('to', 9), { mirror: true });
    const { input, target } = await next(paired, 9);
    expect(input).toEqual(target);
    expect(input!.some((value, i) => i % 2 === 0 && value % 10 === 1)).toBe(true);
    expect([paired.name, paired.size]).toEqual(['from → to', 9]);
    expect(() => pairedImages(rows('from', 9), rows('to', 8))).toThrow(/Got 9 of from, 8 of to/);
  });

  test('unpaired sides have orders of their own and each all its images', async () => {
    const unpaired = unpairedImages(rows('a', 6), rows('b', 6));
    const { a, b } = await next(unpaired, 6);
    expect(a).not.toEqual(b);
    expect([...a!].sort((x, y) => x - y)).toEqual([...b!].sort((x, y) => x - y));
    expect(unpairedImages(rows('a', 2), rows('b', 9)).size).toBe(9);
    expect(() => unpairedImages(rows('a', 2), rows('b', 9)).stream({ batchSize: 3, seed: 0 })).toThrow(
      /a stream: batchSize must not exceed/,
    );
  });
});

describe('sceneImages', () => {
  test('gives maps as numbers, turned with their image', async () => {
    const maps = arrayTable({ name: 'ids', images: Uint8Array.of(1, 2, 3, 0), shape: [1, 1, 2, 2] });
    const scenes = sceneImages({ images: rows('street', 1), labelMaps: rows('labels', 1), instanceMaps: maps }, { mirror: true });
    const seen = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      const { image, labelMap, instanceMap } = await next(scenes, 1, seed);
      const turned = image![0] === 1;
      expect([labelMap, instanceMap]).toEqual(turned ? [[1, 0], [3, 513]] : [[0, 1], [513, 3]]); // prettier-ignore
      seen.add(String(turned));
    }
    expect(seen.size).toBe(2);
    const batch = await scenes.stream({ batchSize: 1, seed: 0 }).next();
    expect([batch.labelMap.dtype, batch.labelMap.shape, batch.instanceMap.dtype]).toEqual(['int32', [1, 1, 2], 'int32']);
    tf.dispose([batch.image, batch.labelMap, batch.instanceMap]);
  });

  test('refuses maps that do not fit', () => {
    const [images, two] = [rows('street', 1), rows('maps', 2)];
    expect(() => sceneImages({ images, labelMaps: two, instanceMaps: images })).toThrow(/Got 1 of 1 x 2 images, 2 of 1 x 2 maps 'maps'/);
    const colored = arrayTable({ name: 'colored', images: new Uint8Array(6), shape: [1, 1, 2, 3] });
    expect(() => sceneImages({ images, labelMaps: colored, instanceMaps: images })).toThrow(/'colored' must have 1 channel. Got 3/);
    expect(() => sceneImages({ images, labelMaps: images, instanceMaps: colored })).not.toThrow();
  });
});

describe('multiScale', () => {
  const ramp = arrayTable({ name: 'ramp', images: Uint8Array.from({ length: 16 }, (_, i) => 17 * i), shape: [1, 4, 4, 1] });

  test('averages what smaller pixels cover', async () => {
    const before = tf.memory().numTensors;
    const batch = await multiScale(labelledImages(ramp), { resolutions: [1, 2, 4] })
      .stream({ batchSize: 1, seed: 0 })
      .next();
    expect(tf.memory().numTensors).toBe(before + 5);
    const values = await Promise.all(batch.smaller.map((images) => images.data()));
    const unit = (byte: number): number => byte / 127.5 - 1;
    // The four pixels of the upper left quarter are 17 · (0, 1, 4, 5).
    [unit(42.5), unit(76.5), unit(178.5), unit(212.5)].forEach((value, i) => expect(values[1]![i]).toBeCloseTo(value, 5));
    expect(values[0]![0]).toBeCloseTo(unit(127.5), 5);
    expect(values[2]).toEqual(await batch.images.data());
    tf.dispose([batch.images, batch.labels, ...batch.smaller]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses what does not divide, and leaves nothing', async () => {
    const before = tf.memory().numTensors;
    const stream = multiScale(labelledImages(ramp), { resolutions: [3] }).stream({ batchSize: 1, seed: 0 });
    await expect(stream.next()).rejects.toThrow(/ramp multiScale: resolutions must divide .* Got 3 of 4 x 4/);
    expect(tf.memory().numTensors).toBe(before);
    expect(() => multiScale(labelledImages(ramp), { resolutions: [] })).toThrow(/one at least. Got \[\]/);
  });
});
