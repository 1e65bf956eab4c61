import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { toPixels } from '../pictures/toPixels';
import { imageArrays } from './imageArrays';

/** Image n has the bytes 50 n … 50 n + 47. */
const bytes = Uint8Array.from({ length: 5 * 4 * 4 * 3 }, (_, i) => Math.floor(i / 48) * 50 + (i % 48));
const shape = [5, 4, 4, 3] as const;
const labels = Uint8Array.of(3, 1, 4, 1, 5);

beforeAll(() => tf.setBackend('wasm'));

describe('imageArrays', () => {
  test('a batch holds the bytes as x / 127.5 - 1, and the label of each image', async () => {
    const stream = imageArrays({ name: 'five', images: bytes, shape, labels }).stream({ batchSize: 5, seed: 7, resolution: 4 });
    const batch = await stream.next();
    expect([batch.images.shape, batch.images.dtype, batch.labels.dtype]).toEqual([[5, 4, 4, 3], 'float32', 'int32']);
    const values = await batch.images.data();
    const classIds = [...(await batch.labels.data())];
    const pixels = await toPixels(batch.images);
    const numbers = Array.from({ length: 5 }, (_, row) => (pixels[row * 48] ?? 0) / 50);
    expect([...numbers].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(numbers.map((number) => labels[number])).toEqual(classIds);
    for (const [row, number] of numbers.entries())
      expect(pixels.slice(row * 48, row * 48 + 48)).toEqual(bytes.slice(number * 48, number * 48 + 48));
    expect([...values]).toEqual(Array.from(pixels, (byte) => Math.fround(byte / 127.5 - 1)));
    tf.dispose([batch.images, batch.labels]);
  });

  test('black is -1, white is 1, a label that is absent is -1', async () => {
    const stream = imageArrays({ name: 'pixels', images: Uint8Array.of(0, 255), shape: [1, 1, 2, 1] }).stream({ batchSize: 1, seed: 0 });
    const { images, labels: unknown } = await stream.next();
    expect([...(await images.data()), ...(await unknown.data())]).toEqual([-1, 1, -1]);
    tf.dispose([images, unknown]);
  });

  test('leaves two tensors a batch, both the caller’s', async () => {
    const before = tf.memory().numTensors;
    const stream = imageArrays({ name: 'five', images: bytes, shape, labels }).stream({ batchSize: 3, seed: 7 });
    for (let step = 0; step < 4; step++) {
      const batch = await stream.next();
      expect(tf.memory().numTensors).toBe(before + 2);
      tf.dispose([batch.images, batch.labels]);
    }
    await stream.close();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('describes itself in JSON', () => {
    const dataset = imageArrays({ name: 'five', images: bytes, shape, labels, classes: 10, licence: 'CC0', source: 'a formula' });
    const described = {
      name: 'five',
      size: 5,
      height: 4,
      width: 4,
      channels: 3,
      labelled: true,
      classes: 10,
      licence: 'CC0',
      source: 'a formula',
    };
    expect([dataset.name, dataset.size, JSON.parse(JSON.stringify(dataset.describe()))]).toEqual(['five', 5, described]);
    expect(imageArrays({ name: 'bare', images: bytes, shape }).describe()).toEqual({
      name: 'bare',
      size: 5,
      height: 4,
      width: 4,
      channels: 3,
      labelled: false,
    });
  });

  test('refuses what does not fit together', () => {
    const five = { name: 'five', images: bytes, shape };
    expect(() => imageArrays({ ...five, shape: [5, 4, 4, 1] })).toThrow(
      "imageArrays 'five': expected 80 bytes for shape [5, 4, 4, 1]. Got 240.",
    );
    expect(() => imageArrays({ ...five, shape: [0, 4, 4, 1] })).toThrow(/whole numbers above 0. Got \[0, 4, 4, 1\]/);
    expect(() => imageArrays({ ...five, labels: Uint8Array.of(1) })).toThrow(/a label per image, 5. Got 1/);
    expect(() => imageArrays({ ...five, labels: Int32Array.of(0, -1, -2, 0, 0) })).toThrow(/from 0, or -1 for unknown. Got -2 for image 2/);
    expect(() => imageArrays({ ...five, labels, classes: 5 })).toThrow(/from 0 to 4, or -1 for unknown. Got 5 for image 4/);
    expect(() => imageArrays({ ...five, classes: 0 })).toThrow(/classes must be a whole number above 0. Got 0/);
  });

  test('shrinks to a resolution below its own, and enlarges nothing', async () => {
    const square = imageArrays({ name: 'five', images: bytes, shape });
    const { images, labels: unknown } = await square.stream({ batchSize: 5, seed: 0, resolution: 2 }).next();
    expect(images.shape).toEqual([5, 2, 2, 3]);
    tf.dispose([images, unknown]);
    expect(() => square.stream({ batchSize: 1, seed: 0, resolution: 8 })).toThrow(/images are 4 x 4 and are not enlarged/);
  });
});
