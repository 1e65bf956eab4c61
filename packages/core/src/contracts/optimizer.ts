import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import type { LossTerms } from './loss';
import type { Stateful } from './stateful';
import type { StepContext } from './system';

/** Owns its variables' order, its moments and its rate. Built once per group of networks that learn together: `adam([G, E], {…})`. */
export interface Optimizer extends Stateful {
  readonly name: string;
  readonly variables: readonly Variable[];
  /** Schedules of the training loop write it. */
  learningRate: number;
  /** One update in place; `gradients` in the order of `variables`. The caller disposes the gradients. */
  apply(gradients: readonly Tensor[]): void;
}

/** One gradient step; see `minimize`. A loop of one's own passes `{}` as the context. Terms come back kept: whoever receives them disposes them. */
export type Minimize = (optimizer: Optimizer, context: Partial<StepContext<unknown>>, terms: () => LossTerms) => LossTerms;

/** The same over the parts of a batch, where the context asks for micro-batches; see `minimizeOver`. */
export type MinimizeOver = <Batch extends Readonly<Record<string, Tensor>>>(
  optimizer: Optimizer,
  context: Partial<StepContext<unknown>>,
  batch: Batch,
  terms: (part: Batch) => LossTerms,
) => LossTerms;
