import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '@tensorflow/tfjs-core';
import { assignNamed, type Stateful } from '@ganblocks/core';

/** How much of their input convolutions carry past themselves: 1 all, 0 nothing. */
export interface VanishingCarry extends Stateful {
  readonly carry: Variable;
  /** Before the updates of a round, from 0. */
  begin(round: number): void;
  dispose(): void;
}

/** A carry that falls in a line: 1 at first, 1 - 1 / rounds in the first round, 0 from round `rounds` - 1 on. */
export function vanishingCarry(rounds: number): VanishingCarry {
  const carry = tf.tidy(() => tf.variable(tf.scalar(1), false));
  return {
    carry,
    begin: (round) => tf.tidy(() => carry.assign(tf.scalar(Math.max(0, 1 - (round + 1) / rounds)))),
    tensors: () => ({ carry }),
    toJson: () => ({}),
    restore: (tensors) => assignNamed(new Map([['carry', carry]]), tensors, { where: 'began: restoring' }),
    dispose: () => carry.dispose(),
  };
}
