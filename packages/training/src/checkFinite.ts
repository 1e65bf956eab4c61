import type { GanSystem } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { flatLosses, type StepNumbers } from './lossReport';
import { NonFiniteError } from './nonFiniteError';

/**
 * Stops a run whose losses or gradients are no longer numbers.
 *
 * @throws NonFiniteError that names network, term, step and images, the weights that are no numbers either, and what to try.
 */
export async function checkFinite(
  { losses, norms }: StepNumbers,
  system: Pick<GanSystem<never>, 'networks'>,
  { step, imagesSeen }: { step: number; imagesSeen: number },
): Promise<void> {
  const terms = Object.entries(losses).flatMap(([network, named]) =>
    Object.entries(named).map(([term, value]) => ({ network, term, value, is: `term '${term}' of '${network}'` })),
  );
  const gradients = norms.map(({ key, norm }) => ({
    ...{ network: key, term: 'gradient', value: norm, is: `the norm of the gradient of '${key}'` },
  }));
  const wrong = [...terms, ...gradients].find(({ value }) => !Number.isFinite(value));
  if (!wrong) return;
  const { network, term, value, is } = wrong;
  const others = [...flatLosses(losses)]
    .filter(([name]) => name !== `${network}/${term}`)
    .map(([name, other]) => `${name} ${short(other)}`);
  const weights = await nonFiniteWeights(system);
  throw new NonFiniteError(
    `train: every loss and gradient must stay a finite number. Got ${value} for ${is} in step ${step + 1}, after ${imagesSeen} images` +
      `${others.length > 0 ? ` (beside it: ${others.join(', ')})` : ''}. ${weightWords(weights)}Checkpoints written before it are untouched. ` +
      `Lower the learning rate of '${network}' to a half or a tenth (where a run goes on, by rates: () => 0.5), weaken ${term === 'gradient' ? 'its penalties' : `the term '${term}'`}, clip gradients ` +
      `(reduceGradients: clipGlobalNorm(1)), or let the run go back by itself (recover: {}); if it happens in the first steps, look for NaN in the data.`,
    { network, term, step },
  );
}

/** The weights and statistics that hold NaN or infinity, as `network/variable`. */
async function nonFiniteWeights(system: Pick<GanSystem<never>, 'networks'>): Promise<readonly string[]> {
  const named = Object.entries(system.networks).flatMap(([key, { trainable, statistics }]) =>
    [...trainable, ...statistics].map((variable) => ({ name: `${key}/${variable.name}`, variable })),
  );
  const floats = named.filter(({ variable }) => variable.dtype === 'float32');
  if (floats.length === 0) return [];
  // x · 0 is 0 unless x is not finite: one number a variable, all read at once.
  const zeros = tf.tidy(() => tf.stack(floats.map(({ variable }) => tf.sum(tf.abs(tf.mul(variable, 0))))));
  const values = await zeros.data();
  zeros.dispose();
  return floats.filter((_, i) => values[i] !== 0).map(({ name }) => name);
}

function weightWords(names: readonly string[]): string {
  const [first] = names;
  if (first === undefined) return 'All weights are still finite. ';
  return `Not finite any longer: ${first}${names.length > 1 ? ` and ${names.length - 1} more weights` : ''}. `;
}

const short = (value: number): number => Number(value.toPrecision(4));
