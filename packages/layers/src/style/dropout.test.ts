import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { chain, type ModelNetwork, network } from '../index';
import { dropout, type DropoutArgs } from './dropout';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const build = (args: DropoutArgs): ModelNetwork => network(chain({ shape: [5, 4, 3] }, dropout(args)));
const values = (y: Tensor): number[] => [...y.dataSync()];

describe('dropout', () => {
  const x = (): Tensor => tf.ones([8, 5, 4, 3]);

  test('drops a share in training and scales the rest, the same for the same stream', () => {
    const net = build({ rate: 0.25 });
    const y = values(net.apply(x(), { training: true, random: randomStream(1) }));
    expect(new Set(y)).toEqual(new Set([0, Math.fround(4 / 3)]));
    const dropped = y.filter((value) => value === 0).length / y.length;
    expect(Math.abs(dropped - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / y.length));
    expect(values(net.apply(x(), { training: true, random: randomStream(1) }))).toEqual(y);
  });

  test('drops whole channels where it is spatial', () => {
    const y = values(build({ spatial: true }).apply(x(), { training: true, random: randomStream(1) }));
    const channelsOf = (n: number): Set<number>[] =>
      [0, 1, 2].map((c) => new Set(y.slice(60 * n, 60 * (n + 1)).filter((_, i) => i % 3 === c)));
    const all = Array.from({ length: 8 }, (_, n) => channelsOf(n)).flat();
    expect(all.every(({ size }) => size === 1)).toBe(true);
    expect(new Set(all.flatMap((set) => [...set]))).toEqual(new Set([0, 2]));
  });

  test('needs a stream in training alone', () => {
    const net = build({});
    expect(values(net.apply(x(), { training: false }))).toEqual(values(x()));
    expect(() => net.apply(x(), { training: true })).toThrow('dropout: the call must carry a random stream. Got none.');
  });
});
