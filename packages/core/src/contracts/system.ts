import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { JsonObject } from './json';
import type { LatentSpace } from './latentSpace';
import type { LossTerms } from './loss';
import type { Network } from './network';
import type { Optimizer } from './optimizer';
import type { Parts } from './parts';
import type { RandomStream } from './randomStream';
import type { Stateful } from './stateful';

/** A stretch of training with its own data and its own updates: a ProGAN level, DAMSM pre-training, pix2pixHD's enhancer alone. */
export interface Phase {
  readonly name: string;
  /** How many images; the last phase may leave it to the run's options. */
  readonly images?: number;
  readonly data?: { readonly resolution?: number; readonly batchSize?: number };
  /** Grows networks, rebuilds optimizers; idempotent, called on resume too. */
  begin?(): void;
}

export interface StepContext<Batch> {
  /** A fresh batch each time: critics that update n times draw n times. Disposed after the step. */
  next(): Promise<Batch>;
  readonly random: RandomStream;
  /** Rounds done in the run. */
  readonly step: number;
  readonly imagesSeen: number;
  /** `progress` in [0, 1]. */
  readonly phase: { readonly name: string; readonly progress: number };
  /** DiffAugment or ADA, twice differentiable. */
  readonly augment?: (images: Tensor4D) => Tensor4D;
  /** What an update passes an optimizer's gradients through before it applies them: replicas, clipping, norms. Runs inside a tidy. */
  readonly reduceGradients?: (gradients: readonly Tensor[], optimizer: Optimizer) => readonly Tensor[];
  /** Samples that `minimizeOver` differentiates at a time; it adds up the gradients. Default: the whole batch. */
  readonly microBatchSize?: number;
  /** How the parts of an update's batch are divided among processes and brought together; `minimizeOver` asks once an update. Default: all are here. */
  readonly parts?: () => Parts;
}

/**
 * Named groups of loss terms of one step: `{ discriminator: { adversarial }, generator: { adversarial } }`. The sum of a group is what is minimized; but
 * those of a group called `measures` are figures each for itself, such as BEGAN's convergence measure.
 */
export type StepReport = Readonly<Record<string, LossTerms>>;

export interface GanSystem<Batch, Request = number> {
  readonly name: string;
  /** Rebuilds registered systems; of user-made ones it is compared on resume. */
  readonly config: JsonObject;
  /** May be a getter: phases may grow or replace networks. */
  readonly networks: Readonly<Record<string, Network<never, unknown>>>;
  /** Optimizers and everything else that lives from step to step. */
  readonly state: Readonly<Record<string, Stateful>>;
  readonly phases: readonly Phase[];
  /** The paper's one round of updates. The terms come back kept. */
  step(context: StepContext<Batch>): Promise<StepReport>;
  /** With the weights as they are; `ema.during(() => …)` lends the averaged ones. The caller disposes. */
  sample(request: Request, call: { random: RandomStream }): Tensor4D;
  /**
   * How real it holds images by themselves: one number or map of numbers for each, higher for reals, as its discriminator plays. Null where none judges
   * images alone. Default: what the network called `discriminator` says of them.
   */
  readonly score?: ((images: Tensor4D, random: RandomStream) => Tensor) | null;
  /** What its generator turns into images, for interpolation, truncation and the like, where there is one such space. */
  readonly latents?: LatentSpace;
}
