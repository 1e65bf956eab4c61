import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import { check, type JsonObject, shown, type Stateful } from '@ganblocks/core';

/** Whether weights have been fitted to data: in every checkpoint, so that a run that goes on does not fit them again. */
export interface Initialization extends Stateful {
  readonly done: boolean;
  finish(): void;
}

export function initializationState(where: string): Initialization {
  let done = false;
  return {
    get done() {
      return done;
    },
    finish: () => void (done = true),
    tensors: () => ({}),
    toJson: () => ({ done }),
    restore(tensors: NamedTensorMap, json: JsonObject) {
      const { done: saved } = json;
      const names = Object.keys(tensors);
      check(names.length === 0 && typeof saved === 'boolean', () => {
        return `${where}: the state of its initialization must be { done: true or false } without tensors. Got ${shown(json)} and ${names.length} tensors. Restore what a checkpoint of it has.`;
      });
      done = saved;
    },
  };
}
