import type { Dataset, ImageBatch } from '@ganblocks/core';
import type { Judge } from './judges/judge';
import type { Threshold } from './thresholds';

/** A proof of learning: a preset, trained with a fixed seed on real data, and figures that only what has learned reaches. */
export interface LearnRow {
  /** Of its file in `docs/papers/results`, and for `--only`. */
  readonly name: string;
  /** Of the registry. */
  readonly system: string;
  /** Of that system; it says images, batch size, averages and rates. */
  readonly preset: string;
  /** A sentence: what is learned of what. */
  readonly sentence: string;
  readonly data: () => Dataset<ImageBatch> | Promise<Dataset<ImageBatch>>;
  readonly judge: Judge;
  /** The trained system reaches each; neither the untrained one nor the one whose generator stood still reaches any. None: the figures are only stated. */
  readonly thresholds: readonly Threshold[];
  /** A figure of a paper to look at beside ours, in words. */
  readonly published?: string;
  /** Of networks, latents and the order of the data. Default: 7. */
  readonly seed?: number;
  /** Optimizers of generators by their keys in `system.state`, whose rates are 0 where the generator stands still. Default: those that begin with `generator`. */
  readonly generators?: readonly string[];
}
