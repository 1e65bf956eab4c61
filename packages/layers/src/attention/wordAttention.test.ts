import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { input, network } from '../model/index';
import { wordAttention } from './wordAttention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

describe('wordAttention', () => {
  test('mixes the words that a pixel is like, and leaves padding out', () => {
    const inputs = [input({ shape: [1, 1, 2] }), input({ shape: [3, 2], name: 'words' }), input({ shape: [3], name: 'mask' })];
    const net = network<Tensor[], Tensor[]>(tfl.model({ inputs, outputs: wordAttention({ name: 'a' }).apply(inputs) as SymbolicTensor[] }));
    net.trainable[0]!.assign(tf.tensor2d([1, 0, 0, 1], [2, 2]));
    const [x, words] = [tf.tensor([Math.log(3), 0], [1, 1, 1, 2]), tf.tensor([1, 0, 0, 1, 9, 9], [1, 3, 2])];
    const given = [x, words, tf.tensor([1, 1, 0], [1, 3])];
    const [context, attention] = net.apply(given, { training: false });
    [0.75, 0.25].forEach((value, i) => expect(context!.dataSync()[i]).toBeCloseTo(value, 6));
    [0.75, 0.25, 0].forEach((value, i) => expect(attention!.dataSync()[i]).toBeCloseTo(value, 6));
    net.dispose();
  });
});
