import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { axisLength } from '../checks';
import { lengthMask } from './lengthMask';

export interface RecurrentOptions {
  /** `[N]`: how many steps of each sequence are real; the others leave the state as it is and give 0. Default: all. */
  readonly lengths?: Tensor1D | undefined;
  /** From the last real step back to the first. Default false. */
  readonly reverse?: boolean;
}

/** The state of a recurrent cell, `[N, H]` each; the first is the output. */
export type States = readonly [Tensor2D, ...Tensor2D[]];

export function checkLengths(where: string, x: Tensor3D, lengths?: Tensor1D): void {
  const batch = axisLength(x, 0);
  check(!lengths || (lengths.rank === 1 && lengths.size === batch), () => {
    return `${where}: lengths must hold a number for each of the ${batch} sequences. Got the shape [${lengths?.shape.join(', ')}].`;
  });
}

/** Where the mask is 1 the new state, where it is 0 the old one. */
const advance = (from: Tensor2D, to: Tensor2D, mask: Tensor2D): Tensor2D => tf.add<Tensor2D>(from, tf.mul(tf.sub(to, from), mask));

/**
 * Runs a step over `[N, T, …]`; y `[N, T, H]`. Backwards over a padded batch needs no reversal: the padding comes first and leaves the state
 * as it began. To be called in a tidy.
 */
export function overTime<S extends States>(
  inputs: Tensor3D,
  initial: S,
  step: (input: Tensor2D, states: S) => S,
  { lengths, reverse = false }: RecurrentOptions,
): { y: Tensor3D; states: S } {
  const moments = tf.unstack(inputs, 1) as Tensor2D[];
  const masks = lengths && tf.split<Tensor2D>(lengthMask(lengths, moments.length), moments.length, 1);
  const outputs: Tensor2D[] = new Array<Tensor2D>(moments.length);
  let states = initial;
  for (let k = 0; k < moments.length; k++) {
    const t = reverse ? moments.length - 1 - k : k;
    const [moment, mask] = [moments[t]!, masks?.[t]];
    const next = step(moment, states);
    states = mask ? (next.map((to, i) => advance(states[i]!, to, mask)) as unknown as S) : next;
    outputs[t] = mask ? tf.mul(next[0], mask) : next[0];
  }
  return { y: tf.stack(outputs, 1) as Tensor3D, states };
}
