import * as tf from '@tensorflow/tfjs-core';
import { abandonTape } from '../autodiff/abandonTape';
import { installGradients } from '../autodiff/index';
import type { LossTerms, Optimizer, StepContext } from '../contracts/index';
import { gradientsOf } from './gradientsOf';

/** One update of an optimizer by the gradients of the terms, which are kept. Nothing else stays, and nothing at all where something throws. */
export function updateBy(optimizer: Optimizer, { reduceGradients }: Partial<StepContext<unknown>>, terms: () => LossTerms): LossTerms {
  installGradients();
  let kept: LossTerms = {};
  try {
    tf.tidy(() => {
      const gradients = gradientsOf(optimizer, terms, (made) => (kept = made));
      optimizer.apply(reduceGradients ? reduceGradients(gradients, optimizer) : gradients);
    });
    return kept;
  } catch (error) {
    abandonTape();
    tf.dispose(Object.values(kept));
    throw error;
  }
}
