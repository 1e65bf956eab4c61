import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { featureRows } from '../features/features';
import type { Extracted } from './extractor';

/** Fetches features `[N, d]`, and logits where a network has them, and disposes them. */
export const extractedOf = async (outputs: readonly [features: Tensor2D, logits?: Tensor2D]): Promise<Extracted> => {
  try {
    const [features, logits] = await Promise.all(
      outputs.map(async (output) => output && featureRows(await output.data<'float32'>(), output.shape[1])),
    );
    return logits === undefined ? { features: features! } : { features: features!, logits };
  } finally {
    tf.dispose([...outputs]);
  }
};
