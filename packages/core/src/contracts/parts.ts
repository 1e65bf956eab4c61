import type { Tensor, Variable } from '@tensorflow/tfjs-core';

/**
 * What `minimizeOver` keeps to in one update that takes its batch in parts, so that it makes no difference which process differentiates which
 * part: of `size` processes with the same weights, that of `rank` takes the parts rank, rank + size, ….
 */
export interface Parts {
  readonly rank: number;
  readonly size: number;
  /** Adds up what the processes pass, in the order of their ranks: float32 tensors of the same shapes. The caller disposes the sums. */
  readonly sum: (tensors: readonly Tensor[]) => readonly Tensor[];
  /** Variables that forward passes move: each part begins with them as they were, and the mean of where the parts take them stays. */
  readonly moving: readonly Variable[];
  /** Evaluates a part: what it draws from the step's `random` depends on the number of the part alone. */
  readonly during: <Result>(part: number, evaluate: () => Result) => Result;
}
