import * as tf from '@tensorflow/tfjs-core';
import { check, randomStream } from '@ganblocks/core';
import { chain } from '../model/chain';
import { network } from '../model/network';
import type { Block } from '../model/sequence';
import { difference } from './contract';
import { type Array64, conv2d, ofTensor } from './float64/index';

/** The block's convolution of that name, in float64. */
export type Convolved = (word: string, padding?: number) => (x: Array64) => Array64;

/** The largest difference of a block, with random weights and inputs, from what its formula gives in float64. */
export async function differenceFromOracle(
  block: Block,
  shape: readonly [number, number, number],
  oracle: (x: Array64, convolved: Convolved) => Array64,
): Promise<number> {
  const random = randomStream(5);
  const net = network(chain({ shape }, block));
  const weights = new Map<string, Array64>();
  for (const variable of net.trainable) {
    variable.assign(tf.tidy(() => random.normal(variable.shape)));
    weights.set(variable.name.replace('network/block1/', ''), await ofTensor(variable));
  }
  const weight = (name: string): Array64 => {
    const found = weights.get(name);
    check(
      found !== undefined,
      () => `differenceFromOracle: the block must have the weight '${name}'. It has ${[...weights.keys()].join(', ')}.`,
    );
    return found;
  };
  const x = random.normal([2, ...shape]);
  const y = net.apply(x, { training: true });
  const expected = oracle(
    await ofTensor(x),
    (word, padding = 1) =>
      (given) =>
        conv2d(given, weight(`${word}/kernel`), { padding, bias: weights.get(`${word}/bias`) }),
  );
  const rounded = tf.tensor(Float32Array.from(expected.data), [...expected.shape]);
  const largest = await difference(y, rounded);
  tf.dispose([x, y, rounded]);
  net.dispose();
  return largest;
}
