import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { AdaptiveAugmentation, AdversarialLoss, Augmentation, CriticPenalty, JsonObject, Network, Optimizer } from '@ganblocks/core';

/** What is handed over to a system, which frees it where it can be freed. */
export type Owned<Part> = Part & { dispose?(): void };

/** A loss whose state, where it is `Stateful`, moves with each update of the discriminator, such as `equilibrium`. */
export type PlayedLoss = Owned<AdversarialLoss> & { update?(real: Tensor, fake: Tensor): void };

/** A term on the logits that the discriminator's update has at hand, such as `leCam`. Where it is `Stateful`, checkpoints have it. */
export interface LogitTerm {
  /** `step` counts updates of the discriminator. */
  term(real: Tensor, fake: Tensor, step: number): Scalar;
}

export interface AdversarialOptions {
  /** Latents `[N, latentSize]` → images `[N, H, W, C]`. */
  readonly generator: Owned<Network>;
  /** Images `[N, H, W, C]` → logits, of whatever shape the loss takes. */
  readonly discriminator: Owned<Network>;
  readonly latentSize: number;
  /** N(0, 1), or uniform in [-1, 1). Default 'normal'. */
  readonly latents?: 'normal' | 'uniform';
  readonly loss: PlayedLoss;
  /** On the discriminator. Default none. */
  readonly penalties?: readonly Owned<CriticPenalty>[];
  /** Terms on its logits, by the name that reports have of them. Default none. */
  readonly logitTerms?: Readonly<Record<string, Owned<LogitTerm>>>;
  /** Of all that the discriminator sees. Default: what the training loop brings, or none. */
  readonly augment?: Augmentation | AdaptiveAugmentation;
  /** One over the weights of each network. */
  readonly optimizers: { readonly generator: Owned<Optimizer>; readonly discriminator: Owned<Optimizer> };
  /** Updates of the discriminator a round, each with a fresh batch: 5 in WGAN-GP. Default 1. */
  readonly discriminatorSteps?: number;
  /** Updates of the generator a round. Default 1. */
  readonly generatorSteps?: number;
  /** Of the system, in errors and in what a run writes down. Default 'adversarial'. */
  readonly name?: string;
  /** What a run writes down of the system, and compares when it is resumed. Default: the numbers and names of these options. */
  readonly config?: JsonObject;
}

/** The options with their defaults: what the updates play with. */
export type Game = Required<Omit<AdversarialOptions, 'augment' | 'config'>> & Pick<AdversarialOptions, 'augment'>;
