import type { Tensor } from '@tensorflow/tfjs-core';
import type { LossTerms } from './loss';
import type { Optimizer } from './optimizer';
import type { StepContext } from './system';

/** One gradient step; see `minimize`. A loop of one's own passes `{}` as the context. Terms come back kept: whoever receives them disposes them. */
export type Minimize = (optimizer: Optimizer, context: Partial<StepContext<unknown>>, terms: () => LossTerms) => LossTerms;

/** The same over the parts of a batch, where the context asks for micro-batches; see `minimizeOver`. */
export type MinimizeOver = <Batch extends Readonly<Record<string, Tensor>>>(
  optimizer: Optimizer,
  context: Partial<StepContext<unknown>>,
  batch: Batch,
  terms: (part: Batch) => LossTerms,
) => LossTerms;
