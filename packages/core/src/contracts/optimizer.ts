import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Stateful } from './stateful';

/** Owns its variables' order, its moments and its rate. Built once per group of networks that learn together: `adam([G, E], {…})`. */
export interface Optimizer extends Stateful {
  readonly name: string;
  readonly variables: readonly Variable[];
  /** Schedules of the training loop write it. */
  learningRate: number;
  /** One update in place; `gradients` in the order of `variables`. The caller disposes the gradients. */
  apply(gradients: readonly Tensor[]): void;
}
