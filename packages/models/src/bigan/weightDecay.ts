import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '@tensorflow/tfjs-core';
import type { DisposableOptimizer } from '@ganblocks/core';

/**
 * An optimizer whose gradients have λw added for each weight w that decays: the gradient of λ/2 Σ w², which Adam then divides as any other. The
 * decoupled decay of AdamW is something else.
 */
export function weightDecay(optimizer: DisposableOptimizer, decay: number, decays: (variable: Variable) => boolean): DisposableOptimizer {
  if (decay === 0) return optimizer;
  const { name, variables } = optimizer;
  const chosen = variables.map(decays);
  return {
    ...{ name, variables },
    get learningRate() {
      return optimizer.learningRate;
    },
    set learningRate(rate) {
      optimizer.learningRate = rate;
    },
    apply: (gradients) =>
      tf.tidy(() => optimizer.apply(gradients.map((g, i) => (chosen[i] ? tf.add(g, tf.mul(variables[i]!, decay)) : g)))),
    tensors: () => optimizer.tensors(),
    toJson: () => optimizer.toJson(),
    restore: (tensors, json) => optimizer.restore(tensors, json),
    dispose: () => optimizer.dispose(),
  };
}
