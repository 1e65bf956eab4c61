import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A clone that outlives its scope, for the tape to dispose; itself on the tape, so that derivatives pass through it. */
export const hold = (tensor: Tensor): Tensor => tf.keep(tf.clone(tensor));
