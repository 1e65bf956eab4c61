import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { engine } from '../autodiff/engine';
import type { LossTerms, Optimizer } from '../contracts/index';
import { check } from '../errors/index';

/**
 * The gradients of the sum of the terms by the optimizer's variables, in their order; zeros where no term depends on one. `keep` is handed the
 * terms before they are differentiated; the caller disposes them.
 */
export function gradientsOf(optimizer: Optimizer, terms: () => LossTerms, keep: (terms: LossTerms) => void): Tensor[] {
  const sum = (): Scalar => {
    const made = terms();
    keep(made);
    return sumOf(made, optimizer);
  };
  const { grads } = engine().gradients(sum, optimizer.variables, undefined, true);
  return optimizer.variables.map((variable, i) => grads[i] ?? tf.zerosLike(variable));
}

/** The sum of the terms, each checked to be a scalar and kept for the caller. */
function sumOf(terms: LossTerms, optimizer: Optimizer): Scalar {
  const entries = Object.entries(terms);
  check(entries.length > 0, () => `minimize: '${optimizer.name}' got no loss terms. Return at least one, such as { adversarial }.`);
  for (const [name, term] of entries) {
    check(term.size === 1 && term.dtype === 'float32', () => {
      return `minimize: the term '${name}' of '${optimizer.name}' must be one float32 number. Got ${term.dtype} [${term.shape.join(', ')}]. Take its mean or sum.`;
    });
  }
  return entries.map(([, term]) => tf.reshape<tf.Rank.R0>(tf.keep(term), [])).reduce((sum, term) => tf.add(sum, term));
}
