import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { abandonTape } from '../autodiff/abandonTape';
import { installGradients } from '../autodiff/index';
import type { LossTerms, Optimizer, StepContext } from '../contracts/index';
import { check } from '../errors/index';

/** Terms to differentiate, and what their gradients weigh in the update. */
export interface Evaluation {
  readonly weight: number;
  readonly terms: () => LossTerms;
}

interface GradientEngine {
  gradients(f: () => Scalar, xs: readonly Variable[], dy: undefined, allowNoGradients: true): { value: Scalar; grads: (Tensor | null)[] };
}

/**
 * One update of an optimizer by the weighted sum of the gradients of all evaluations. Returns the terms, averaged by the weights and kept;
 * nothing else stays, and nothing at all where something throws.
 */
export function updateBy(
  optimizer: Optimizer,
  { reduceGradients }: Partial<StepContext<unknown>>,
  evaluations: readonly Evaluation[],
): LossTerms {
  installGradients();
  const kept: LossTerms[] = [];
  try {
    tf.tidy(() => {
      let sums: readonly Tensor[] = [];
      for (const { weight, terms } of evaluations) {
        const before = sums;
        sums = tf.tidy(() =>
          summed(
            before,
            weight,
            gradientsOf(optimizer, terms, (made) => kept.push(made)),
          ),
        );
        tf.dispose([...before]);
      }
      optimizer.apply(reduceGradients ? reduceGradients(sums, optimizer) : sums);
    });
    return meanOf(
      kept,
      evaluations.map(({ weight }) => weight),
    );
  } catch (error) {
    abandonTape();
    tf.dispose(kept.flatMap((terms) => Object.values(terms)));
    throw error;
  }
}

/** By the optimizer's variables, in their order; zeros where no term depends on one. */
function gradientsOf(optimizer: Optimizer, terms: () => LossTerms, keep: (terms: LossTerms) => void): Tensor[] {
  const engine = tf.engine() as unknown as GradientEngine;
  const sum = (): Scalar => {
    const made = terms();
    keep(made);
    return sumOf(made, optimizer);
  };
  const { grads } = engine.gradients(sum, optimizer.variables, undefined, true);
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

function summed(sums: readonly Tensor[], weight: number, gradients: readonly Tensor[]): Tensor[] {
  const weighted = weight === 1 ? [...gradients] : gradients.map((gradient) => tf.mul(gradient, weight));
  return sums.length === 0 ? weighted : weighted.map((gradient, i) => tf.add(sums[i]!, gradient));
}

function meanOf(kept: readonly LossTerms[], weights: readonly number[]): LossTerms {
  const [first = {}] = kept;
  if (kept.length === 1) return first;
  const mean = (name: string): Scalar =>
    tf.keep(
      tf.tidy(() => kept.map((terms, i) => tf.mul(terms[name] ?? 0, weights[i]!)).reduce((sum, term) => tf.add(sum, term))),
    ) as Scalar;
  const means = Object.fromEntries(Object.keys(first).map((name) => [name, mean(name)]));
  tf.dispose(kept.flatMap((terms) => Object.values(terms)));
  return means;
}
