import type { Stateful } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';

/** The state of a part as it was, to go back to. Exactly one of the two is called. */
export interface Snapshot {
  undo(): void;
  forget(): void;
}

/** Takes a snapshot. Clones share their numbers with the live variables until these are assigned, so that it costs next to nothing. */
export function snapshot(part: Stateful): Snapshot {
  const json = part.toJson();
  const tensors = Object.fromEntries(Object.entries(part.tensors()).map(([name, tensor]) => [name, tf.clone(tensor)]));
  const forget = (): void => tf.dispose(tensors);
  return {
    undo() {
      try {
        part.restore(tensors, json);
      } finally {
        forget();
      }
    },
    forget,
  };
}
