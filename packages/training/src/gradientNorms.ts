import type { GanSystem, Optimizer, StepContext } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { optimizersOf } from './rates';

/** The norm of an optimizer's gradients in one update. */
export interface GradientNorm {
  /** Of the optimizer in `system.state`, or its name where it is not there. */
  readonly key: string;
  readonly norm: Scalar;
}

export interface GradientNorms {
  /** What a step's context takes as `reduceGradients`: notes the norm, then passes them through `next`. */
  readonly reduce: NonNullable<StepContext<unknown>['reduceGradients']>;
  /** The norms since the last call, in order; the caller disposes them. */
  take(): GradientNorm[];
}

/**
 * Notes ‖g‖₂ over all gradients of each update, as a scalar on the backend: one number says whether any of them is NaN or infinite, and it is read
 * with the losses.
 */
export function gradientNorms(system: Pick<GanSystem<never>, 'state'>, next: StepContext<unknown>['reduceGradients']): GradientNorms {
  let taken: GradientNorm[] = [];
  const keyOf = (optimizer: Optimizer): string => [...optimizersOf(system)].find(([, one]) => one === optimizer)?.[0] ?? optimizer.name;
  return {
    reduce(gradients, optimizer) {
      if (gradients.length > 0) taken.push({ key: keyOf(optimizer), norm: tf.keep(normOf(gradients)) });
      return next ? next(gradients, optimizer) : gradients;
    },
    take() {
      const norms = taken;
      taken = [];
      return norms;
    },
  };
}

function normOf(gradients: readonly Tensor[]): Scalar {
  return tf.tidy(() => tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum<Scalar>(tf.square(gradient))))));
}
