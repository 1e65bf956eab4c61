import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { abandonTape } from '../autodiff/abandonTape';
import { installGradients } from '../autodiff/index';
import type { LossTerms, Minimize, Optimizer } from '../contracts/index';
import { check } from '../errors/index';

interface GradientEngine {
  gradients(f: () => Scalar, xs: readonly Variable[], dy: undefined, allowNoGradients: true): { value: Scalar; grads: (Tensor | null)[] };
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

/**
 * One gradient step: sums the named terms, differentiates the sum by the optimizer's variables and by nothing else, applies.
 *
 * Whatever the terms compute on the way (another network's weights, fresh fakes) is constant or differentiated through as the
 * variables demand: there is nothing to freeze. A variable that no term depends on gets a gradient of zeros.
 * `context.reduceGradients`, where present, sees the gradients before they are applied (accumulation, replicas, clipping).
 *
 * @returns The terms, kept: the caller reads and disposes them. Everything else is freed.
 * @throws GanError where a term is no scalar or none is given; what `terms` throws. Nothing is left behind then.
 * @example
 * const optimizer = adam([generator], { learningRate: 2e-4, beta1: 0.5 });
 * const fake = () => generator.apply(latents, { training: true });
 * const terms = minimize(optimizer, context, () => ({ adversarial: loss.generator(discriminator.apply(fake(), { training: true })) }));
 */
export const minimize: Minimize = (optimizer, { reduceGradients }, terms) => {
  installGradients();
  let kept: LossTerms = {};
  const step = (): void => {
    const engine = tf.engine() as unknown as GradientEngine;
    const { grads } = engine.gradients(
      () => {
        kept = terms();
        return sumOf(kept, optimizer);
      },
      optimizer.variables,
      undefined,
      true,
    );
    const gradients = optimizer.variables.map((variable, i) => grads[i] ?? tf.zerosLike(variable));
    optimizer.apply(reduceGradients ? reduceGradients(gradients) : gradients);
  };
  try {
    tf.tidy(step);
  } catch (error) {
    abandonTape();
    tf.dispose(Object.values(kept));
    throw error;
  }
  return kept;
};
