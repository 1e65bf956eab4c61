import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '../../random/index';
import { adaptiveConv2d } from './adaptiveConv2d';
import { modulatedConv2d } from './modulatedConv2d';

const random = randomStream(22);
const draw = (name: string, shape: number[]): Tensor => random.split(name).normal(shape);

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  expect(tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0]).toBeLessThan(2e-5);
}

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

describe('adaptiveConv2d', () => {
  test('by hand: equal logits mix equally', () => {
    const x = tf.tensor4d([1, 2], [2, 1, 1, 1]);
    const bank = tf.tensor5d([2, 6], [2, 1, 1, 1, 1]);
    const logits = tf.tensor2d([0, 0, 100, 0], [2, 2]);
    const y = adaptiveConv2d(x, bank, tf.tensor2d([1, 3], [2, 1]), logits, { demodulate: false });
    expect([...y.dataSync()]).toEqual([4, 12]);
  });

  test.each([
    { kernel: [3, 3], options: {} },
    { kernel: [1, 1], options: {} },
    { kernel: [3, 2], options: { padding: 0 } },
    { kernel: [3, 3], options: { padding: [2, 0], demodulate: false } },
  ] as const)('is a modulated convolution for each image: $kernel, $options', ({ kernel: [rows, columns], options }) => {
    const [x, bank] = [draw('x', [3, 5, 4, 2]) as Tensor4D, draw('bank', [4, rows, columns, 2, 3]) as Tensor5D];
    const [style, logits] = [draw('style', [3, 2]) as Tensor2D, draw('logits', [3, 4]) as Tensor2D];
    const mixed = tf.split(tf.matMul(tf.softmax(logits), tf.reshape(bank, [4, -1])), 3, 0);
    const expected = mixed.map((weights, n) => {
      const own: Tensor4D = tf.reshape(weights, [rows, columns, 2, 3]);
      return modulatedConv2d(tf.slice4d(x, [n, 0, 0, 0], [1, 5, 4, 2]), own, tf.slice2d(style, [n, 0], [1, 2]), options);
    });
    expectClose(adaptiveConv2d(x, bank, style, logits, options), tf.concat(expected));
  });

  test('leaves one tensor, and teaches', () => {
    const [x, bank] = [tf.ones<tf.Rank.R4>([2, 4, 4, 3]), tf.ones<tf.Rank.R5>([2, 3, 3, 3, 5])];
    const [style, logits] = [tf.ones<tf.Rank.R2>([2, 3]), tf.ones<tf.Rank.R2>([2, 2])];
    const before = tf.memory().numTensors;
    adaptiveConv2d(x, bank, style, logits).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => adaptiveConv2d(x, bank, style, style)).toThrow(
      'adaptiveConv2d: logits must be [2, 2], a number for each kernel of the bank and each image. Got the shape [2, 3].',
    );
    expect(() => adaptiveConv2d(x, tf.ones([2, 3, 3, 4, 5]), style, logits)).toThrow('must read the channels of x. Got 3 channels');
    expect(() => adaptiveConv2d(x, bank, style, logits, { epsilon: NaN })).toThrow('adaptiveConv2d: epsilon must be at least 0. Got NaN.');
    expect(() => adaptiveConv2d(tf.ones([2, 2, 2, 3]), bank, style, logits, { padding: 0 })).toThrow('must fit into the padded image');
  });
});
