import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check, randomStream } from '@ganblocks/core';
import { input } from '../model/input';
import { network } from '../model/network';
import { difference } from './contract';
import { type Array64, ofTensor } from './float64/index';

/** A weight or a statistic of the network by its name, in float64. */
export type Weight = (name: string) => Array64;

/**
 * The largest difference of a network in inference, weights and inputs random, from its formula in float64, as a share of the largest
 * number. The formula must read every weight.
 */
export async function differenceFromFormula(
  shapes: readonly (readonly number[])[],
  build: (...inputs: SymbolicTensor[]) => SymbolicTensor,
  formula: (weight: Weight, ...inputs: Array64[]) => Array64,
): Promise<number> {
  const random = randomStream(5);
  const symbols = shapes.map((shape, index) => input({ shape, name: `input${index}` }));
  const net = network<Tensor[]>(tfl.model({ inputs: symbols, outputs: build(...symbols), name: 'net' }));
  const weights = new Map<string, Array64>();
  for (const variable of [...net.trainable, ...net.statistics]) {
    variable.assign(tf.tidy(() => random.normal(variable.shape, { deviation: 0.7 })));
    weights.set(variable.name.replace('net/', ''), await ofTensor(variable));
  }
  const unread = new Set(weights.keys());
  const weight: Weight = (name) => {
    const found = weights.get(name);
    check(found !== undefined, () => `the network must have the weight '${name}'. It has ${[...weights.keys()].join(', ')}.`);
    unread.delete(name);
    return found;
  };
  const given = shapes.map((shape) => random.normal([2, ...shape]));
  const y = net.apply(given, { training: false });
  const expected = formula(weight, ...(await Promise.all(given.map(ofTensor))));
  check(unread.size === 0, () => `the formula must read every weight. It does not read ${[...unread].join(', ')}.`);
  const rounded = tf.tensor(Float32Array.from(expected.data), [...expected.shape]);
  const largest = await difference(y, rounded);
  tf.dispose([...given, y, rounded]);
  net.dispose();
  return largest / Math.max(...expected.data.map(Math.abs));
}
