import { check, type Augmentation, type Ema, type EmaOptions, type RandomStream, type StepContext } from '@ganblocks/core';
import type { EvaluationSettings } from './evaluation';
import type { Observer } from './observer';
import type { RateSchedules } from './rates';
import type { RecoverySettings } from './recoverySettings';
import type { Collective } from './replicas/collective';

/**
 * Makes what `system.sample` is asked for, for a sheet of `count` images. `random` is the same at every call. Called inside `tf.tidy`: tensors
 * made here are disposed after sampling, tensors made before the run are left alone.
 */
export type SampleRequest<Request> = (at: { readonly count: number; readonly random: RandomStream }) => Request;

/** How to average weights: a half-life in images with a ramp, or a fixed decay (see `ema`). */
export type EmaSettings = EmaOptions & {
  /** Names of the networks to average. Default: all whose names do not begin with `discriminator` or `critic`, which sampling does not use. */
  readonly networks?: readonly string[];
};

export interface TrainSettings<Request> {
  /** How many images to show in all: the batch size for each step, as the papers' kimg count them. Whole steps are run. */
  readonly images: number;
  /** Default: 64. */
  readonly batchSize?: number;
  /** Batches that are begun before a step asks for them; see `prefetched`. Changes no number. Default: 1. */
  readonly ahead?: number;
  /** Side of the images in pixels. Default: the data set's own. */
  readonly resolution?: number;
  /** Fixes order of data, latents and noise. Default: 0, or the checkpoint's. */
  readonly seed?: number;
  /**
   * Averaged weights for sampling. Default: a half-life of 10,000 images with a ramp-up of 0.05, as in StyleGAN2-ADA. An `Ema` of your own is
   * updated and stays yours; `null` keeps none.
   */
  readonly ema?: EmaSettings | Ema | null;
  /** What the optimizers' learning rates are multiplied by, such as `linearDecay({ from: 0.5 })`. Default: nothing; the rates stay. */
  readonly rates?: RateSchedules;
  /**
   * Samples that are differentiated at a time where the system accumulates gradients (`minimizeOver`): the update is that of the whole batch, in the
   * memory of so many. Default: the whole batch.
   */
  readonly microBatchSize?: number;
  /**
   * Other processes that train the same system on the same data with the same options: each differentiates its parts of every batch, of
   * `microBatchSize` samples or of one part a rank, and the gradients are added up. Rank 0 observes and measures; the others begin at its state and
   * end with it. The caller closes it. Default: none.
   */
  readonly collective?: Collective;
  /**
   * Changes all that discriminators see, of systems that leave it to the loop, by the random numbers of each step: `diffAugment()`. An adaptive one is a
   * part of the system, whose checkpoints have its state: `adversarial({ augment: ada() })`. Default: nothing.
   */
  readonly augment?: Augmentation;
  /** What each update passes its gradients through, such as `clipGlobalNorm(1)`. Default: nothing. */
  readonly reduceGradients?: NonNullable<StepContext<unknown>['reduceGradients']>;
  /** What is measured on the way, by which logs are kept, the best checkpoint is chosen and the run may end early. Default: nothing. */
  readonly evaluate?: EvaluationSettings;
  /** Goes back and lowers the rates where a loss or a gradient is no number any longer. Default: the run stops with an error. */
  readonly recover?: RecoverySettings;
  /** Awaited in this order. Default: none. */
  readonly observers?: readonly Observer[];
  /** Default: the count itself. `null`: the run draws no samples. */
  readonly sampleRequest?: SampleRequest<Request> | null;
  /** Bytes of a checkpoint of the same system: the run continues from there, bit for bit. */
  readonly resume?: Uint8Array;
}

/** `sampleRequest` must be given where the system samples from something else than a count. */
export type TrainOptions<Request> = TrainSettings<Request> &
  (number extends Request ? unknown : { readonly sampleRequest: SampleRequest<Request> | null });

/** The settings with their defaults. */
export interface ResolvedSettings<Request> {
  readonly images: number;
  readonly batchSize: number;
  readonly resolution: number | undefined;
  readonly seed: number | undefined;
  readonly ema: EmaSettings | Ema | null;
  readonly sampleRequest: SampleRequest<Request> | null;
  readonly rates: RateSchedules | undefined;
  readonly microBatchSize: number | undefined;
  readonly collective: Collective | undefined;
  readonly augment: Augmentation | undefined;
  readonly reduceGradients: StepContext<unknown>['reduceGradients'] | undefined;
  readonly evaluate: EvaluationSettings | undefined;
  readonly recover: RecoverySettings | undefined;
}

/**
 * Fills in the defaults and checks what can be checked before anything is opened.
 *
 * @throws GanError naming the option that does not fit.
 */
export function resolveSettings<Request>(settings: TrainSettings<Request>): ResolvedSettings<Request> {
  const {
    images,
    batchSize = 64,
    resolution,
    seed,
    ema = { halfLifeImages: 10_000, rampUp: 0.05 },
    sampleRequest = countItself,
  } = settings;
  const { rates, microBatchSize, collective, augment, reduceGradients, evaluate, recover } = settings;
  const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
  check(isWhole(images, 1), () => {
    return `train: images must be a whole number above 0. Got ${String(images)}. Say how many images the run is to show, for example 100_000.`;
  });
  check(
    isWhole(batchSize, 1),
    () => `train: batchSize must be a whole number above 0. Got ${String(batchSize)}. Use 64, or less where memory is short.`,
  );
  check(
    microBatchSize === undefined || isWhole(microBatchSize, 1),
    () => `train: microBatchSize must be a whole number above 0. Got ${String(microBatchSize)}. Leave it out for the whole batch.`,
  );
  check(resolution === undefined || isWhole(resolution, 1), () => {
    return `train: resolution must be a whole number of pixels above 0. Got ${String(resolution)}. Leave it out for the data's own.`;
  });
  check(seed === undefined || isWhole(seed, 0), () => `train: seed must be a whole number from 0. Got ${String(seed)}. Use for example 7.`);
  const updates = { rates, microBatchSize, collective, augment, reduceGradients };
  return { images, batchSize, resolution, seed, ema, sampleRequest, ...updates, evaluate, recover };
}

/** What most systems are asked for: so many images. */
function countItself<Request>({ count }: { readonly count: number }): Request {
  return count as unknown as Request;
}
