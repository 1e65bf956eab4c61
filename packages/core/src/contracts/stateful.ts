import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import type { JsonObject } from './json';

/** Anything that a checkpoint must carry besides network weights: optimizer moments, BEGAN's k, a w-average, an image pool. */
export interface Stateful {
  /** Live variables by name; the owner disposes them. */
  tensors(): NamedTensorMap;
  /** Counters, probabilities, random positions. */
  toJson(): JsonObject;
  /** Copies the values in; validates all of them before it changes any. */
  restore(tensors: NamedTensorMap, json: JsonObject): void;
}
