import type { Ema, GanSystem, JsonObject } from '@ganblocks/core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** Loss terms of one step as numbers, by network (or group) and term: `{ discriminator: { adversarial: 1.02 } }`. */
export type Losses = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Where a run stands, and what an observer can ask of it there. */
export interface Moment {
  /** Rounds of updates done. */
  readonly step: number;
  /** Images shown so far: the batch size times the steps, as the papers' kimg count them. */
  readonly imagesSeen: number;
  /** Images that the run is to show. The last step may pass it by less than a batch. */
  readonly images: number;
  /** Wall-clock seconds of training, those of earlier sittings of a resumed run included. */
  readonly seconds: number;
  readonly phase: { readonly name: string; readonly progress: number };
  readonly system: GanSystem<unknown, unknown>;
  /** The averaged weights; `null` where the run keeps none. */
  readonly ema: Ema | null;
  /**
   * Images `[count, H, W, C]` in [-1, 1] with the averaged weights (the live ones where the run keeps no average), from the same latents at
   * every call of the run. The caller disposes.
   */
  sample(count: number): Promise<Tensor4D>;
  /** The whole state as the bytes of a safetensors file: what `train`'s `resume` takes. */
  checkpoint(): Promise<Uint8Array>;
}

/** The first moment of a sitting: a new run, or a resumed one (`step` is then above 0). */
export interface RunStart extends Moment {
  /** System, configuration, data set and options of the run, ready for `JSON.stringify`. */
  readonly settings: JsonObject;
}

/** One finished step. */
export interface StepEvent extends Moment {
  readonly losses: Losses;
  /** Over the latest stretch of the run, the observers' own time included. */
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

/** What `train` resolves to. */
export interface TrainingSummary {
  readonly system: string;
  readonly steps: number;
  /** Images shown. */
  readonly images: number;
  /** Wall-clock seconds of training, those of earlier sittings of a resumed run included. */
  readonly seconds: number;
  /** Of the last step; empty where a resumed run had nothing left to do. */
  readonly losses: Losses;
}

/**
 * Something that watches a run: a plain object of optional functions. They are awaited one after the other, in the order of the list, so that
 * an observer may read weights and draw samples while nothing moves. What an observer throws ends the run.
 *
 * @example const logger: Observer = { step: ({ step, losses }) => console.log(step, losses) };
 */
export interface Observer {
  /** Before the first step. Throw here to stop a run before it costs anything. */
  begin?(run: RunStart): Promise<void> | void;
  step?(event: StepEvent): Promise<void> | void;
  end?(summary: TrainingSummary): Promise<void> | void;
  /** The run stops with `error`, which `train` then throws. */
  fail?(error: unknown): Promise<void> | void;
}
