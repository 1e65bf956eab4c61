import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { input, network, type ModelNetwork } from '../model/index';
import { sparseAttention, type SparseAttentionArgs } from './sparseAttention';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

const numbers = (x: Tensor): number[] => [...x.dataSync()];

function built(rows: number, columns: number, args: SparseAttentionArgs): ModelNetwork<Tensor, Tensor[]> {
  const x = input({ shape: [rows, columns, 4], seed: 3 });
  return network(tfl.model({ inputs: x, outputs: sparseAttention(args).apply(x) as SymbolicTensor }));
}

const small: SparseAttentionArgs = { keyChannels: 8, valueChannels: 8, returnAttention: true };

describe('sparseAttention', () => {
  test("attends to what the masks of YLG's eight heads allow, and to nothing else", () => {
    const net = built(4, 8, small);
    const [, attention] = net.apply(randomStream(1).normal([2, 4, 8, 4]), { training: false });
    const masks = ops.sparseAttentionMasks({ rows: 4, columns: 8 });
    const seen = numbers(tf.greater(attention!, 0));
    expect(seen).toEqual([...numbers(masks), ...numbers(masks)]);
    net.dispose();
  });

  test.each([
    [1, 5],
    [2, 4],
    [2, 5],
    [3, 3],
    [3, 6],
    [4, 4],
    [4, 6],
    [4, 8],
    [6, 6],
    [6, 9],
  ])('of %i × %i pixels is built where two steps reach everything, and refused elsewhere', async (rows, columns) => {
    const grid = { rows, columns, pool: 1 };
    const full = await Promise.all(
      (['leftToRight', 'rightToLeft'] as const).map((direction) => {
        const [floor, repetitive] = (['floor', 'repetitive'] as const).map((pattern) =>
          ops.sparseAttentionMask({ ...grid, pattern, direction }),
        );
        return ops.hasFullInformation([floor!, repetitive!]);
      }),
    );
    const build = (): ModelNetwork<Tensor, Tensor[]> => built(rows, columns, { ...small, pool: 1 });
    if (full.every(Boolean)) build().dispose();
    else expect(build).toThrow('sparseAttention: blocks of ⌊√keys⌋ must fill the grid of keys');
  });

  test('owns its masks: it outlives the tidy that it is built in, and frees them', () => {
    const before = tf.memory().numTensors;
    let net: ModelNetwork<Tensor, Tensor[]> | undefined;
    tf.tidy(() => {
      net = built(4, 4, small);
    });
    const x = tf.ones([1, 4, 4, 4]);
    tf.dispose([x, ...net!.apply(x, { training: false })]);
    net!.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('must know the size of the images', () => {
    const x = input({ shape: [null, 4, 4] });
    expect(() => sparseAttention(small).apply(x)).toThrow('sparseAttention: the size of the images must be known. Got null.');
  });
});
