import type { DisposableOptimizer } from './slotOptimizer';

/**
 * An optimizer whose updates take a part of its learning rate: w ← w - part() · learningRate · …
 *
 * `learningRate` stays as it is, for schedules of a run and for checkpoints; `part` is asked at each update, and multiplies. Where the part changes by
 * what happens, such as that of a `plateau`, it belongs in the checkpoint too. All else is the optimizer's: name, variables, state, `dispose`.
 *
 * @throws From `apply`: GanError as the optimizer's, or where the part makes the rate no finite number >= 0; the rate is then as it was.
 * @example
 * const stall = plateau({ window: 1000 });
 * const optimizer = scaledRate(adam([generator], { learningRate: 1e-4 }), () => stall.factor);
 */
export function scaledRate(optimizer: DisposableOptimizer, part: () => number): DisposableOptimizer {
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
      try {
        optimizer.learningRate = rate * part();
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
