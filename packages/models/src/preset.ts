import type { JsonObject } from '@ganblocks/core';

/** How a preset's learning rates fall, as `linearDecay`, `cosineDecay` and `exponentialDecay` of `@ganblocks/training` have it. */
export type PresetDecay = RunDecay | PaceDecay;

/** Over the run. */
export interface RunDecay {
  readonly decay: 'linear' | 'cosine';
  /** Part of the run until which they stay, in [0, 1). */
  readonly from: number;
  /** What is left of them at the end. */
  readonly to: number;
}

/** At one pace, however long the run is. */
export interface PaceDecay {
  readonly decay: 'exponential';
  /** What they are divided by each time … */
  readonly divisor: number;
  /** … so many images have been shown. */
  readonly images: number;
  /** What is left of them at least. */
  readonly least: number;
}

/** What a preset says of the run, beside the system: plain data, for whoever starts it. */
export interface PresetTraining {
  /** Images to show in all. */
  readonly images?: number;
  readonly batchSize?: number;
  /** Averaged weights, of these networks (default: all but discriminators); null: none. */
  readonly ema?: { readonly halfLifeImages: number; readonly rampUp?: number; readonly networks?: readonly string[] } | null;
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
