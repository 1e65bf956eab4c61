import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { sharing } from './sharing';

/**
 * What a gradient saves of a kernel's tensors: another tensor of the same data, under the same number, by which alone the tape knows tensors.
 *
 * The engine saves clones with numbers of their own, each by a kernel call and a node of the tape. Those of a kernel's output stand before the
 * kernel's node, so that back-propagation reaches the kernel before the derivative through the saved output has arrived, and drops it
 * (tensorflow/tfjs#3252): second derivatives of tanh, exp, softmax, … come out wrong. Under its own number a saved tensor needs no node, and
 * a derivative by it is one by the tensor itself.
 */
export function saved(x: Tensor): Tensor {
  const shared = sharing(x);
  (shared as { id: number }).id = x.id;
  return shared;
}

/** The same, for the tape to dispose. */
export const keepSaved = (x: Tensor): Tensor => tf.keep(saved(x));
