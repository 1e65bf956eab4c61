import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BatchStream, Dataset } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { batchNumbers } from '../../tests/batchNumbers';
import { arrayTable } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';
import { resizeImages } from '../views/resizeImages';
import {
  alternating,
  attributeImages,
  captionedImages,
  labelledImages,
  multiScale,
  pairedImages,
  sceneImages,
  unpairedImages,
} from './index';

type Resize = (table: ImageTable) => ImageTable;

/** Images of 4 x 4 without symmetry. */
const table = (name: string, size: number): ImageTable =>
  arrayTable({
    name,
    images: Uint8Array.from({ length: 16 * size }, (_, i) => (i * i * 7) % 251),
    shape: [size, 4, 4, 1],
    labels: Int32Array.from({ length: size }, (_, i) => i % 3),
    classes: 3,
    captions: Array.from({ length: size }, (_, i) => [`a red ${i}`, `some blue and green ${i}`]),
  });
const [seven, five] = [table('seven', 7), table('five', 5)];
const mirror = { mirror: true };

/** Each data set, of tables that have been resized before. */
const SETS: readonly (readonly [string, (images: Resize, maps: Resize) => Dataset<object>])[] = [
  ['labelledImages', (images) => labelledImages(images(seven), mirror)],
  ['attributeImages', (images) => attributeImages(images(seven), mirror)],
  ['pairedImages', (images) => pairedImages(images(seven), images(table('other', 7)), mirror)],
  ['unpairedImages', (images) => unpairedImages(images(seven), images(five), mirror)],
  ['sceneImages', (images, maps) => sceneImages({ images: images(seven), labelMaps: maps(seven), instanceMaps: maps(seven) }, mirror)],
  ['captionedImages', (images) => captionedImages(images(seven), { ...mirror, captionLength: 3 })],
  ['alternating', (images) => alternating([attributeImages(images(seven), mirror), attributeImages(images(five), mirror)])],
  ['multiScale', (images) => multiScale(labelledImages(images(seven), mirror), { resolutions: [1] })],
];
const asTheyAre: Resize = (image) => image;

async function take(stream: BatchStream<object>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for (let i = 0; i < count; i++) taken.push(await batchNumbers(await stream.next()));
  return taken;
}

beforeAll(() => tf.setBackend('wasm'));

describe.each(SETS)('%s', (_, make) => {
  const dataset = make(asTheyAre, asTheyAre);
  const request = { batchSize: 3, seed: 7 };

  test.each([2, 3])('gives at resolution %i the same samples, images averaged and maps picked', async (resolution) => {
    const resized = make(
      (one) => resizeImages(one, { resolution }),
      (one) => resizeImages(one, { resolution, filter: 'nearest' }),
    );
    const before = tf.memory().numTensors;
    const batches = await take(dataset.stream({ ...request, resolution }), 6);
    expect(batches).toEqual(await take(resized.stream(request), 6));
    expect(batches).not.toEqual(await take(dataset.stream(request), 6));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('goes on at another resolution where it stood', async () => {
    const small = await take(dataset.stream({ ...request, resolution: 2 }), 6);
    const stream = dataset.stream({ ...request, resolution: 3 });
    await take(stream, 4);
    const grown = dataset.stream({ ...request, seed: 1, resolution: 2 });
    grown.restore({}, stream.toJson());
    expect(await take(grown, 2)).toEqual(small.slice(4));
  });

  test('takes its own resolution as none', async () => {
    expect(await take(dataset.stream({ ...request, resolution: 4 }), 2)).toEqual(await take(dataset.stream(request), 2));
  });

  test('enlarges nothing', () => {
    expect(() => dataset.stream({ ...request, resolution: 5 })).toThrow(
      'seven stream: images are 4 x 4 and are not enlarged. Got resolution 5. Pass 4 or less, read the files at 5, or enlarge them by resizeImages(table, ...) first.',
    );
  });
});

test('a pair of two sizes becomes one of one size', async () => {
  const large = arrayTable({ name: 'large', images: new Uint8Array(7 * 64), shape: [7, 8, 8, 1] });
  const { input, target } = await pairedImages(seven, large).stream({ batchSize: 2, seed: 1, resolution: 4 }).next();
  expect([input.shape, target.shape]).toEqual([
    [2, 4, 4, 1],
    [2, 4, 4, 1],
  ]);
  tf.dispose([input, target]);
});

test('what is no resolution, or images that have none, is refused with what to do', () => {
  const request = { batchSize: 1, seed: 0 };
  for (const resolution of [0, -2, 1.5, Number.NaN])
    expect(() => labelledImages(seven).stream({ ...request, resolution })).toThrow(
      `seven stream: resolution must be a whole number above 0. Got ${resolution}. Leave it out for that of the images.`,
    );
  const wide = arrayTable({ name: 'wide', images: new Uint8Array(16), shape: [1, 2, 8, 1] });
  expect(() => labelledImages(wide).stream({ ...request, resolution: 2 })).toThrow(
    'wide stream: expected square images to resize. Got 2 x 8, and resolution 2. Crop them by cropImages(table, ...), or leave resolution out.',
  );
});
