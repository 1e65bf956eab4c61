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
  /** Ends the run after this step as if its images had been shown; `reason` is in the summary. The first reason counts. */
  stop(reason: string): void;
  /** Tells all observers of something that does not look right, such as a collapse. */
  warn(warning: Warning): Promise<void>;
}

/** What a run is warned of. */
export interface Warning {
  /** What it is about, a word: `diversity`. */
  readonly kind: string;
  /** What was seen, what it may mean, what to try. */
  readonly message: string;
}

/** The first moment of a sitting: a new run, or a resumed one (`step` is then above 0). */
export interface RunStart extends Moment {
  /** System, configuration, data set and options of the run, ready for `JSON.stringify`. */
  readonly settings: JsonObject;
  /** Measured before the first step, where `evaluate` asks for it. */
  readonly figures: Figures;
}

/** Results of an evaluation by name; empty where none was due. */
export type Figures = Readonly<Record<string, FigureResult>>;

export interface FigureResult {
  readonly value: number;
  /** Whether it is the best of the run so far. */
  readonly isBest: boolean;
}

/** One finished step. */
export interface StepEvent extends Moment {
  readonly losses: Losses;
  /** The norm over all gradients of the last update of each optimizer, by its key in `system.state`, as it was before clipping. */
  readonly gradientNorms: Readonly<Record<string, number>>;
  /** What `evaluate` has measured after this step. */
  readonly figures: Figures;
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
  /** The best value of each figure, and the images shown when it was measured. */
  readonly best: Readonly<Record<string, { readonly value: number; readonly imagesSeen: number }>>;
  /** Why the run ended before its images had been shown; absent where it did not. */
  readonly stopped?: string;
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
  warn?(warning: Warning, at: Moment): Promise<void> | void;
  /** The run has gone back to an earlier moment, after an update that was not finite; see `recover`. */
  recover?(at: Moment, error: Error): Promise<void> | void;
  end?(summary: TrainingSummary): Promise<void> | void;
  /** The run stops with `error`, which `train` then throws. */
  fail?(error: unknown): Promise<void> | void;
}
