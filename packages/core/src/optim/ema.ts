import * as tf from '@tensorflow/tfjs-core';
import type { Network } from '../contracts/network';
import type { Stateful } from '../contracts/stateful';
import { check } from '../errors/index';
import { assignNamed, variablesByName } from '../weights/index';
import { emaSchedule, type EmaOptions, type EmaProgress } from './emaSchedule';
import { lendValues } from './lendValues';
import { moveAverage } from './moveAverage';

/** An averaged copy of networks' weights. */
export interface Ema extends Stateful {
  /** Moves the averages towards the present weights; after the step that changed them. */
  update(progress: EmaProgress): void;
  /** Runs `use` with the averaged values in the networks. `use` may be async; what it writes into the networks' variables is lost. */
  during<T>(use: () => T): T;
  /** Frees the averages, not the networks. */
  dispose(): void;
}

/**
 * Exponential moving average of networks' weights: average ← β · average + (1 - β) · weights for what is trainable; statistics are copied.
 *
 * β follows a half-life in images (`halfLifeImages`, default 10 000, with `rampUp`, default 0.05; see `emaDecay`), or is a fixed `decay` that is 0
 * while step < `startStep` (default 0). The averages start as a copy of the weights. `tensors()` has them under the names of the networks' own variables:
 * saved, they load into the networks. The list of variables is fixed: build a new average when networks are replaced.
 *
 * @throws GanError if names are not unique, a trainable variable is not float32, or an option is out of range.
 * @see Karras et al. 2018, "Progressive Growing of GANs", https://arxiv.org/abs/1710.10196; Karras et al. 2020, https://arxiv.org/abs/2006.06676
 * @example
 * const average = ema([generator], { halfLifeImages: 10_000 });
 * average.update({ imagesSeen: 64, batchSize: 64, step: 1 });
 * const pictures = average.during(() => generator.apply(latents, { training: false }));
 */
export function ema(networks: readonly Pick<Network<never, unknown>, 'trainable' | 'statistics'>[], options: EmaOptions = {}): Ema {
  const decayAt = emaSchedule(options);
  const trainable = networks.flatMap((network) => network.trainable);
  const statistics = networks.flatMap((network) => network.statistics);
  const variables = [...variablesByName('ema', [...trainable, ...statistics]).values()];
  for (const { name, dtype } of trainable)
    check(dtype === 'float32', () => `ema: trainable variables must be float32. Got ${dtype} for '${name}'; list it under statistics.`);
  const averages = variables.map((variable) => tf.tidy(() => tf.variable(tf.clone(variable), false)));
  const byName: ReadonlyMap<string, tf.Variable> = new Map(variables.map(({ name }, index) => [name, averages[index]!]));
  let lent = false;
  let disposed = false;

  const checkFree = (action: string): void => {
    check(!disposed, () => `ema: cannot ${action} after dispose. Build a new average.`);
    check(!lent, () => `ema: cannot ${action} while the averages are lent. Let the call of during end, and await it if it is async.`);
    const gone = variables.find((variable) => variable.isDisposed);
    check(!gone, () => `ema: cannot ${action}, the variable '${gone?.name}' was disposed. Build a new average when networks are replaced.`);
  };

  return {
    update(progress) {
      checkFree('update');
      const decay = decayAt(progress);
      variables.forEach((variable, index) => moveAverage(averages[index]!, variable, index < trainable.length ? decay : 0));
    },
    during(use) {
      checkFree('lend');
      lent = true;
      return lendValues(variables, averages, use, () => {
        lent = false;
      });
    },
    tensors: () => Object.fromEntries(byName),
    toJson: () => ({}),
    restore(tensors) {
      checkFree('restore');
      assignNamed(byName, tensors, { where: 'ema: restoring' });
    },
    dispose() {
      check(!lent, () => 'ema: cannot dispose while the averages are lent. Let the call of during end, and await it if it is async.');
      // A second dispose of a variable would free memory that it shared.
      if (disposed) return;
      disposed = true;
      tf.dispose(averages);
    },
  };
}
