import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ema, randomStream } from '@ganblocks/core';
import { encodeGif } from '@ganblocks/data';
import { plainSpace, styleganSpace } from '../../tests/latentSpaces';
import { renderInBatches } from './renderInBatches';
import { renderPictures } from './renderPictures';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const plain = plainSpace('normal');

describe('renderInBatches', () => {
  test('gives all images in order, a batch at a time, and keeps none', async () => {
    const z = plain.draw(7, randomStream(1));
    const before = tf.memory().numTensors;
    const [seen, firsts, held]: number[][] = [[], [], []];
    const use = async (images: tf.Tensor4D, first: number): Promise<void> => {
      seen!.push(...(await images.data()));
      firsts!.push(first);
      held!.push(tf.memory().numTensors - before);
    };
    await renderInBatches(plain, z, use, { batchSize: 3 });
    expect(seen).toEqual([...z.dataSync()]);
    expect([firsts, held]).toEqual([[0, 3, 6], [1, 1, 1]]); // prettier-ignore
    expect(tf.memory().numTensors).toBe(before);
  });

  test('points of each layer too', async () => {
    const space = styleganSpace();
    const shapes: number[][] = [];
    await renderInBatches(space, tf.ones([3, 4, 6]), ({ shape }) => void shapes.push(shape), { batchSize: 2 });
    expect(shapes).toEqual([[2, 8, 8, 3], [1, 8, 8, 3]]); // prettier-ignore
    space.dispose();
  });

  test('frees the batch of a use that throws, and teaches', async () => {
    const z = plain.draw(2, randomStream(1));
    const before = tf.memory().numTensors;
    const fail = (): never => {
      throw new Error('enough');
    };
    await expect(renderInBatches(plain, z, fail)).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
    await expect(renderInBatches(plain, z, fail, { batchSize: 0 })).rejects.toThrow('batchSize must be a whole number above 0. Got 0.');
    await expect(renderPictures(plain, tf.ones([2, 2]))).rejects.toThrow("latents of 'z' must be [N, 3]. Got [2, 2].");
  });
});

describe('renderPictures', () => {
  test('makes pictures that a GIF takes', async () => {
    const z = tf.tensor2d([[-1, 0, 1], [1, 1, 1], [0, -1, 5]]); // prettier-ignore
    const before = tf.memory().numTensors;
    const pictures = await renderPictures(plain, z, { batchSize: 2 });
    expect(tf.memory().numTensors).toBe(before);
    expect(pictures.map(({ data }) => [...data])).toEqual([[0, 128, 255], [255, 255, 255], [128, 0, 255]]); // prettier-ignore
    expect(new TextDecoder().decode(encodeGif(pictures).subarray(0, 6))).toBe('GIF89a');
  });

  test('with averaged weights, though it waits', async () => {
    const space = styleganSpace();
    const { average } = space;
    const centred = { ...space, render: (): tf.Tensor4D => tf.tidy(() => tf.reshape(average as tf.Tensor, [1, 1, 6, 1])) };
    const means = ema([{ trainable: [], statistics: [average] }], { decay: 0 });
    const before = await renderPictures(centred, tf.ones([1, 6]));
    average.assign(tf.neg(average));
    const lent = await means.during(() => renderPictures(centred, tf.ones([1, 6])));
    expect(lent).toEqual(before);
    expect(await renderPictures(centred, tf.ones([1, 6]))).not.toEqual(before);
    means.dispose();
    space.dispose();
  });
});
