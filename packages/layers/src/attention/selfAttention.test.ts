import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { chain, network, type ModelNetwork } from '../model/index';
import { selfAttention, type SelfAttentionArgs } from './selfAttention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const images = (channels: number): Tensor4D => randomStream(1).normal([2, 4, 4, channels]) as Tensor4D;

function built(channels: number, args: SelfAttentionArgs = {}): ModelNetwork {
  return network(chain({ shape: [4, 4, channels], seed: 3 }, selfAttention({ ...args, name: 'attention' })));
}

const weightOf = (net: ModelNetwork, name: string): Tensor => net.trainable.find((w) => w.name === `network/attention/${name}`)!;

describe('selfAttention', () => {
  test('is the identity where training begins, to the last bit', () => {
    const [net, x] = [built(8), images(8)];
    expect(numbers(net.apply(x, { training: true }))).toEqual(numbers(x));
    net.dispose();
  });

  test("has BigGAN's channels: C / 8 for queries and keys, C / 2 for values, and one number γ", () => {
    const net = built(64);
    expect(net.trainable.map(({ shape }) => shape)).toEqual([[64, 8], [64, 8], [64, 32], [32, 64], []]);
    expect(net.trainable.reduce((sum, { size }) => sum + size, 0)).toBe(64 * 64 * (2 / 8 + 2 / 2) + 1);
    net.dispose();
  });

  test('is its op, of its own weights', () => {
    const [net, x] = [built(8, { pool: 1 }), images(8)];
    net.trainable.find(({ name }) => name.endsWith('gamma'))!.assign(tf.scalar(0.7));
    const of = (name: string) => ({ kernel: weightOf(net, name) as Tensor2D });
    const weights = { query: of('query'), key: of('key'), value: of('value'), output: of('output'), gamma: weightOf(net, 'gamma') };
    const { y } = ops.selfAttention(x, weights, { pool: 1 });
    expect(numbers(net.apply(x, { training: false }))).toEqual(numbers(y));
    net.dispose();
  });

  test('takes images of any size where the network does', () => {
    const net = network(chain({ shape: [null, null, 8] }, selfAttention()));
    expect(net.model.outputs[0]?.shape).toEqual([null, null, null, 8]);
    expect(net.apply(tf.ones([1, 6, 2, 8]), { training: false }).shape).toEqual([1, 6, 2, 8]);
    net.dispose();
  });
});
