import type { Tensor } from '@tensorflow/tfjs-core';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';

/** Hands out an input of the case by its name in the manifest. What is never asked for is not covered, and the case fails. */
export type Inputs<T> = (name: string) => T;

/**
 * Outputs as a function of the inputs: the runner takes all derivatives that the case stores of it. `stored` has inputs as plain arrays, for
 * those that decide shapes.
 */
export interface DifferentiableFamily {
  readonly pattern: RegExp;
  outputs(inputs: Inputs<Tensor>, golden: GoldenCase, stored: Inputs<GoldenTensor>): Readonly<Record<string, Tensor>>;
}

/** Values by the family's own means: the steps of an optimizer, a metric in float64. `stored` is in plain arrays. */
export interface ComputedFamily {
  readonly pattern: RegExp;
  values(stored: Inputs<GoldenTensor>, golden: GoldenCase): Promise<Readonly<Record<string, GoldenArray>>>;
}

/** How all cases of one kind are computed. `pattern` is matched against the whole name of a case. */
export type Family = DifferentiableFamily | ComputedFamily;

/** What came of one case, before any comparison. */
export interface Evaluation {
  readonly values: ReadonlyMap<string, GoldenArray>;
  /** The stored tensors that the values were computed from. */
  readonly used: ReadonlySet<string>;
}
