import type { Dataset, ImageBatch, JsonObject, RandomStream } from '@ganblocks/core';
import type { PresetTraining } from '@ganblocks/models';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Drawn, Judge } from './judges/judge';
import type { Threshold } from './thresholds';

/** A further run of a row, to compare with: trained in full with the same data and seed, and judged alike. */
export interface BesideArm {
  /** What it is called in results and thresholds: lower case, with hyphens. */
  readonly name: string;
  /** Of the registry. Default: the row's. */
  readonly system?: string;
  /** Of that system. Default: the row's. */
  readonly preset?: string;
  /** What differs from the preset. */
  readonly config?: JsonObject;
  /** What differs from how the preset is trained. */
  readonly training?: PresetTraining;
}

/** Images of a trained system to look at, ten beside each other. The caller disposes. */
export type Picture = (system: Drawn, random: RandomStream) => Tensor4D | Promise<Tensor4D>;

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
  /** Further runs to compare with. Default: none. */
  readonly beside?: readonly BesideArm[];
  /** What is drawn to look at beside 100 samples, by name. */
  readonly pictures?: Readonly<Record<string, Picture>>;
  /** A figure of a paper to look at beside ours, in words. */
  readonly published?: string;
  /** Of networks, latents and the order of the data. Default: 7. */
  readonly seed?: number;
  /**
   * Optimizers of generators by their keys in `system.state`, whose rates are 0 where the generator stands still. Default: those that begin with
   * `generator`. One that moves an encoder or other heads besides the generator stops those too: the figures of features are then a random encoder's.
   */
  readonly generators?: readonly string[];
}
