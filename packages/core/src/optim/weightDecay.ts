import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '@tensorflow/tfjs-core';
import { check } from '../errors/index';
import type { DisposableOptimizer } from './slotOptimizer';
import { updatedBy } from './updatedBy';

/** How much, and which variables. */
export interface WeightDecayOptions {
  /** λ, from 0. */
  readonly decay: number;
  /** Default: all. */
  readonly decays?: (variable: Variable) => boolean;
}

/**
 * An optimizer whose gradients have λw added for each weight w that decays: the gradient of λ/2 Σ w², which Adam then divides as any other. The
 * decoupled decay of AdamW is something else.
 *
 * All else is the optimizer's: name, variables, rate, state, `dispose`.
 *
 * @throws GanError unless the decay is a finite number >= 0.
 * @example const optimizer = weightDecay(adam([generator]), { decay: 2.5e-5, decays: ({ name }) => !name.endsWith('/scale') });
 */
export function weightDecay(optimizer: DisposableOptimizer, { decay, decays = () => true }: WeightDecayOptions): DisposableOptimizer {
  check(Number.isFinite(decay) && decay >= 0, () => `weightDecay: decay must be a finite number >= 0. Got ${decay}.`);
  if (decay === 0) return optimizer;
  const { variables } = optimizer;
  const chosen = variables.map(decays);
  return updatedBy(optimizer, (gradients) =>
    tf.tidy(() => optimizer.apply(gradients.map((g, i) => (chosen[i] ? tf.add(g, tf.mul(variables[i]!, decay)) : g)))),
  );
}
