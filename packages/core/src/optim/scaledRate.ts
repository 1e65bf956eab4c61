import type { DisposableOptimizer } from './slotOptimizer';
import { updatedBy } from './updatedBy';

/**
 * An optimizer whose updates take a part of its learning rate: w ← w - part(t) · learningRate · …, with t the number of the update from 1.
 *
 * `learningRate` stays as it is, for schedules of a run and for checkpoints; `part` is asked at each update, and multiplies. Where the part changes by
 * what happens, such as that of a `plateau`, it belongs in the checkpoint too. All else is the optimizer's: name, variables, state, `dispose`.
 *
 * @throws From `apply`: GanError as the optimizer's, or where the part makes the rate no finite number >= 0; the rate is then as it was.
 * @example
 * const stall = plateau({ window: 1000 });
 * const halving = scaledRate(adam([generator], { learningRate: 1e-4 }), () => stall.factor);
 * const falling = scaledRate(adam([discriminator]), (update) => 1 / Math.sqrt(update));
 */
export const scaledRate = (optimizer: DisposableOptimizer, part: (update: number) => number): DisposableOptimizer =>
  updatedBy(optimizer, (gradients) => {
    const rate = optimizer.learningRate;
    try {
      optimizer.learningRate = rate * part(Number(optimizer.toJson()['step']) + 1);
      optimizer.apply(gradients);
    } finally {
      optimizer.learningRate = rate;
    }
  });
