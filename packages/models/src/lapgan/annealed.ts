import type { Optimizer } from '@ganblocks/core';

type Disposable = Optimizer & { dispose(): void };

/**
 * An optimizer whose updates take only a part of its learning rate, by their number from 1. The rate itself stays as it is, for schedules
 * of a run and for checkpoints.
 */
export function annealed(optimizer: Disposable, partAt: (update: number) => number): Disposable {
  return {
    name: optimizer.name,
    variables: optimizer.variables,
    get learningRate() {
      return optimizer.learningRate;
    },
    set learningRate(rate) {
      optimizer.learningRate = rate;
    },
    apply(gradients) {
      const rate = optimizer.learningRate;
      optimizer.learningRate = rate * partAt(Number(optimizer.toJson()['step']) + 1);
      try {
        optimizer.apply(gradients);
      } finally {
        optimizer.learningRate = rate;
      }
    },
    tensors: () => optimizer.tensors(),
    toJson: () => optimizer.toJson(),
    restore: (tensors, json) => optimizer.restore(tensors, json),
    dispose: () => optimizer.dispose(),
  };
}
