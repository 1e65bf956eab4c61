import { check, type GanSystem } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Collective } from './collective';

/** Steps from one look to the next. */
const EVERY = 100;

/**
 * Compares the weights of all ranks after the first step and every hundredth: what has once come apart would be trained on without a word.
 *
 * @throws GanError that names the first variable that differs.
 */
export async function checkAgreement(
  { networks }: Pick<GanSystem<never>, 'networks'>,
  collective: Collective | undefined,
  step: number,
  first: boolean,
): Promise<void> {
  if (!collective || (step % EVERY !== 0 && !first)) return;
  const named = Object.entries(networks).flatMap(([key, { trainable, statistics }]) =>
    [...trainable, ...statistics].map((variable) => ({ name: `${key}/${variable.name}`, variable })),
  );
  const floats = named.filter(({ variable }) => variable.dtype === 'float32');
  if (floats.length === 0) return;
  const sizes = tf.tidy(() => tf.stack(floats.map(({ variable }) => tf.sum(tf.abs(variable)))));
  const own = (await sizes.data()) as Float32Array;
  sizes.dispose();
  const sums = Float32Array.from(own);
  collective.allReduce(sums);
  const apart = floats.find((_, i) => !Object.is(sums[i], summedAlone(own[i]!, collective.size)));
  check(apart === undefined, () => {
    return `train: replicas must have the same weights after each step. Got different ones for ${apart?.name} after step ${step}. What a step or a setting does must depend on its batch, its random stream and its counters alone: look for other random numbers, times, or settings that differ between replicas.`;
  });
}

/** What the sum is where all ranks bring the same. */
function summedAlone(value: number, size: number): number {
  let sum = value;
  for (let rank = 1; rank < size; rank++) sum = Math.fround(sum + value);
  return sum;
}
