import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { check, randomStream } from '@ganblocks/core';
import { network } from '../model/network';
import { difference } from './contract';
import { type Array64, ofTensor } from './float64/index';

/** A weight of the network by its name, without the network's. */
export type Weight64 = (name: string) => Array64;

/** What a network should give for its inputs, in float64. */
export type Formula = (weight: Weight64, ...inputs: Array64[]) => readonly Array64[];

/**
 * The largest difference of a network's outputs from what the formula gives in float64, with random weights and the given inputs, which are
 * disposed with the model. The network is called in training, with what it draws held.
 */
export async function differenceFromFormula(model: LayersModel, inputs: readonly Tensor[], formula: Formula): Promise<number> {
  const random = randomStream(5);
  const net = network<Tensor[], Tensor | Tensor[]>(model);
  const weights = new Map<string, Array64>();
  for (const variable of net.trainable) {
    variable.assign(tf.tidy(() => random.normal(variable.shape, { deviation: 0.3 })));
    weights.set(variable.name.replace(`${net.name}/`, ''), await ofTensor(variable));
  }
  const weight = (name: string): Array64 => {
    const found = weights.get(name);
    check(found !== undefined, () => `differenceFromFormula: the network must have '${name}'. It has ${[...weights.keys()].join(', ')}.`);
    return found;
  };
  const expected = formula(weight, ...(await Promise.all(inputs.map(ofTensor))));
  const outputs = [net.apply([...inputs], { training: true, random: randomStream(6), updateStatistics: false })].flat();
  check(
    outputs.length === expected.length,
    () => `differenceFromFormula: ${outputs.length} outputs, the formula gives ${expected.length}.`,
  );
  let largest = 0;
  for (const [i, y] of outputs.entries()) {
    const { data, shape } = expected[i]!;
    const rounded = tf.tensor(Float32Array.from(data), [...shape]);
    largest = Math.max(largest, await difference(y, rounded));
    rounded.dispose();
  }
  tf.dispose([...inputs, ...outputs]);
  net.dispose();
  return largest;
}
