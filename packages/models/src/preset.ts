import type { JsonObject } from '@ganblocks/core';

/** How a preset's learning rates fall, as `linearDecay` and `cosineDecay` of `@ganblocks/training` have it. */
export interface PresetDecay {
  readonly decay: 'linear' | 'cosine';
  /** Part of the run until which they stay, in [0, 1). */
  readonly from: number;
  /** What is left of them at the end. */
  readonly to: number;
}

/** What a preset says of the run, beside the system: plain data, for whoever starts it. */
export interface PresetTraining {
  /** Images to show in all. */
  readonly images?: number;
  readonly batchSize?: number;
  /** Averaged weights; null: none. */
  readonly ema?: { readonly halfLifeImages: number; readonly rampUp?: number } | null;
  readonly rates?: PresetDecay;
}

/** Settings that belong together, and where they are from. */
export interface Preset {
  /** A sentence: what it is for. */
  readonly description: string;
  /** The paper or code whose numbers these are. */
  readonly source: string;
  /** What differs from the system's defaults. */
  readonly config: JsonObject;
  readonly training?: PresetTraining;
}
