import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../autodiff/constant';
import type { JsonObject } from '../contracts/json';
import type { Stateful } from '../contracts/stateful';
import { check } from '../errors/index';
import { assignNamed } from '../weights/index';
import { parsePlateau, type PlateauProgress } from './plateauProgress';

export interface PlateauOptions {
  /** Observations whose mean is one look at how things go. */
  readonly window: number;
  /** Looks in a row that are no better than the best, until the factor falls. Default 1. */
  readonly patience?: number;
  /** A look is better where it is below (1 - threshold) · best. Default 0.01. */
  readonly threshold?: number;
  /** What the factor is multiplied by when it falls. Default 0.5. */
  readonly by?: number;
  /** The factor never falls below it. Default 0. */
  readonly least?: number;
}

/** How much of a rate is left, by how a measure goes. Checkpoints have all of it. */
export interface Plateau extends Stateful {
  /** 1 at first. */
  readonly factor: number;
  /** Takes a value of the measure, which stays on the device. */
  observe(value: Tensor): void;
  /** Looks where a window is full, and only then waits for the device. Returns the factor. */
  adjust(): Promise<number>;
  dispose(): void;
}

/**
 * A factor that falls where a measure no longer does: with m the mean of the last `window` observations, better where m < (1 - threshold) · best;
 * after `patience` looks that are not better, factor ← max(by · factor, least).
 *
 * For `scaledRate`, which multiplies an optimizer's rate by it; two optimizers may share one. `observe` takes one number, such as BEGAN's convergence
 * measure, in each round; after the round `await adjust()`. The mean is on the device and read once a window. A mean that is no number counts as no
 * look. `dispose` frees the mean.
 *
 * @throws GanError where an option is out of range; from `observe` where the value is not one number.
 * @see Berthelot et al. 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", section 4.1, https://arxiv.org/abs/1703.10717
 * @example
 * const stall = plateau({ window: 1000 });
 * const optimizer = scaledRate(adam([generator]), () => stall.factor);
 */
export function plateau({ window, patience = 1, threshold = 0.01, by = 0.5, least = 0 }: PlateauOptions): Plateau {
  for (const [name, count] of Object.entries({ window, patience }))
    check(Number.isSafeInteger(count) && count > 0, () => `plateau: ${name} must be an integer above 0. Got ${count}.`);
  for (const [name, part] of Object.entries({ threshold, least }))
    check(part >= 0 && part < 1, () => `plateau: ${name} must be in [0, 1). Got ${part}.`);
  check(by > 0 && by < 1, () => `plateau: by must be in (0, 1). Got ${by}. Use 0.5 to halve.`);
  const mean = tf.tidy(() => tf.variable(tf.scalar(0), false));
  let progress: PlateauProgress = { factor: 1, best: null, stalled: 0, observations: 0 };
  let disposed = false;

  const looked = (value: number): PlateauProgress => {
    const { factor, best, stalled } = progress;
    const next = { ...progress, observations: 0 };
    if (!Number.isFinite(value)) return next;
    if (best === null || value < (1 - threshold) * best) return { ...next, best: value, stalled: 0 };
    if (stalled + 1 < patience) return { ...next, stalled: stalled + 1 };
    return { ...next, stalled: 0, factor: Math.min(factor, Math.max(by * factor, least)) };
  };

  return {
    get factor() {
      return progress.factor;
    },
    observe(value) {
      check(value.size === 1, () => `plateau: observe expects one number. Got the shape [${value.shape.join(', ')}].`);
      const observations = progress.observations + 1;
      const moved = (): Scalar => {
        const one = tf.reshape<tf.Rank.R0>(value, []);
        return observations === 1 ? one : tf.add<Scalar>(mean, tf.div(tf.sub(one, mean), observations));
      };
      tf.tidy(() => mean.assign(constant(() => tf.mul<Scalar>(moved(), 1))));
      progress = { ...progress, observations };
    },
    async adjust() {
      if (progress.observations < window) return progress.factor;
      const [value = NaN] = await mean.data();
      progress = looked(value);
      return progress.factor;
    },
    tensors: () => ({ mean }),
    toJson: (): JsonObject => ({ ...progress }),
    restore(tensors, json) {
      const restored = parsePlateau(json);
      assignNamed(new Map([['mean', mean]]), tensors, { where: 'plateau: restoring' });
      progress = restored;
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      mean.dispose();
    },
  };
}
