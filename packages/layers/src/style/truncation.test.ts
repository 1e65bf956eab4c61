import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { broadcastStyles, chain, conditioned, input, network, sequence, styleAt } from '../index';
import { truncation } from './truncation';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const close = (x: Tensor, expected: readonly number[]): void => {
  expect(x.size).toBe(expected.length);
  x.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5));
};
const w = (): Tensor => tf.tensor2d([[1, 2], [3, 6]]); // prettier-ignore

describe('truncation', () => {
  test('training leaves the styles, and moves the average by the mean of the batch', () => {
    const net = network(chain({ shape: [2] }, truncation({ momentum: 0.75 })));
    close(net.apply(w(), { training: true }), [1, 2, 3, 6]);
    close(net.statistics[0]!, [0.5, 1]);
    net.apply(w(), { training: true });
    close(net.statistics[0]!, [0.75 * 0.5 + 0.25 * 2, 0.75 + 0.25 * 4]);
    net.apply(w(), { training: true, updateStatistics: false });
    net.apply(w(), { training: false });
    close(net.statistics[0]!, [0.875, 1.75]);
  });

  test('moves by 0.005 where it is not told', () => {
    const net = network(chain({ shape: [2] }, truncation()));
    net.apply(w(), { training: true });
    close(net.statistics[0]!, [0.01, 0.02]);
  });

  test('inference draws the styles to the average by its own ψ, which leaves them by default', () => {
    const net = network(chain({ shape: [2] }, truncation({ psi: 0.5 })));
    net.statistics[0]!.assign(tf.tensor1d([1, 0]));
    close(net.apply(w(), { training: false }), [1, 1, 2, 3]);
    close(network(chain({ shape: [2] }, truncation())).apply(w(), { training: false }), [1, 2, 3, 6]);
  });

  test('ψ of each style as an input, in the first layers', () => {
    const [styles, psi] = [input({ shape: [2] }), input({ shape: [], name: 'psi' })];
    const outputs = sequence(broadcastStyles({ layers: 2 }), conditioned(truncation({ layers: 1 }), psi))(styles, '');
    const net = network<[Tensor, Tensor]>(tfl.model({ inputs: [styles, psi], outputs }));
    net.statistics[0]!.assign(tf.tensor1d([1, 0]));
    close(net.apply([w(), tf.tensor1d([0, 0.5])], { training: false }), [1, 0, 1, 2, 2, 3, 3, 6]);
    close(net.apply([w(), tf.tensor1d([0, 0.5])], { training: true }), [1, 2, 1, 2, 3, 6, 3, 6]);
  });

  test('each layer finds its style', () => {
    const second = network(chain({ shape: [3, 2] }, styleAt({ layer: 1 })));
    close(second.apply(tf.reshape(tf.range(0, 12), [2, 3, 2]), { training: false }), [2, 3, 8, 9]);
  });
});
