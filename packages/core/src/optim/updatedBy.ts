import type { Tensor } from '@tensorflow/tfjs-core';
import type { DisposableOptimizer } from './slotOptimizer';

/** An optimizer whose updates are made by `apply`, which may call the optimizer's own; all else is the optimizer's: name, variables, rate, state. */
export const updatedBy = (optimizer: DisposableOptimizer, apply: (gradients: readonly Tensor[]) => void): DisposableOptimizer => ({
  name: optimizer.name,
  variables: optimizer.variables,
  get learningRate() {
    return optimizer.learningRate;
  },
  set learningRate(rate) {
    optimizer.learningRate = rate;
  },
  apply,
  tensors: () => optimizer.tensors(),
  toJson: () => optimizer.toJson(),
  restore: (tensors, json) => optimizer.restore(tensors, json),
  dispose: () => optimizer.dispose(),
});
