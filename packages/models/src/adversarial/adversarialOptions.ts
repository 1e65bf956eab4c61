import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type {
  AdaptiveAugmentation,
  AdversarialLoss,
  Augmentation,
  CriticPenalty,
  ImageBatch,
  JsonObject,
  Network,
  Optimizer,
} from '@ganblocks/core';
import type { Condition } from './condition';
import type { GameTerm, Pretraining } from './gameTerm';
import type { Judgement } from './heads';
import type { LatentSource } from './latentSource';
import type { Owned } from './owned';

/** A loss whose state, where it is `Stateful`, moves with each update of the discriminator, such as `equilibrium`. */
export type PlayedLoss = Owned<AdversarialLoss> & { update?(real: Tensor, fake: Tensor): void };

/** A term on the logits that the discriminator's update has at hand, such as `leCam`. Where it is `Stateful`, checkpoints have it. */
export interface LogitTerm {
  /** `step` counts updates of the discriminator. */
  term(real: Tensor, fake: Tensor, step: number): Scalar;
}

/** A discriminator of images, and one that is told the condition too. */
export type OfImages = Owned<Network<Tensor, Judgement>>;
export type OfConditions = Owned<Network<Tensor[], Judgement>>;

export interface AdversarialOptions<Discriminator extends OfImages = Owned<Network>> {
  /** Latents `[N, latentSize]` → images `[N, H, W, C]`. */
  readonly generator: Owned<Network>;
  /** Images `[N, H, W, C]` → logits, of whatever shape the loss takes; or those among other heads, see `withHeads`. */
  readonly discriminator: Discriminator;
  readonly latentSize: number;
  /** N(0, 1), uniform in [-1, 1), or as a source draws them. Default 'normal'. */
  readonly latents?: 'normal' | 'uniform' | Owned<LatentSource>;
  readonly loss: PlayedLoss;
  /** On the discriminator. Default none. */
  readonly penalties?: readonly Owned<CriticPenalty>[];
  /** Terms on its logits, by the name that reports have of them. Default none. */
  readonly logitTerms?: Readonly<Record<string, Owned<LogitTerm>>>;
  /** Terms on all that its heads say, for either network, by the name that reports have of them. Default none. */
  readonly terms?: Readonly<Record<string, Owned<GameTerm>>>;
  /** A first phase, `pretrain`, in which the discriminator learns alone. Default none. */
  readonly pretraining?: Pretraining;
  /** Of all that the discriminator sees. Default: what the training loop brings, or none. */
  readonly augment?: Augmentation | AdaptiveAugmentation;
  /** One over the weights of each network. */
  readonly optimizers: { readonly generator: Owned<Optimizer>; readonly discriminator: Owned<Optimizer> };
  /** Updates of the discriminator a round, each with a fresh batch: 5 in WGAN-GP; or that by the number of the round, from 0. Default 1. */
  readonly discriminatorSteps?: number | ((round: number) => number);
  /** Updates of the generator a round. Default 1. */
  readonly generatorSteps?: number;
  /** Fakes in an update of the generator, in batches: 2 in SN-GAN's code. Default 1. */
  readonly generatorBatches?: number;
  /** Called after each update of the discriminator: WGAN clips its weights. Default: nothing. */
  readonly constrain?: () => void;
  /** Of the system, in errors and in what a run writes down. Default 'adversarial'. */
  readonly name?: string;
  /** What a run writes down of the system, and compares when it is resumed. Default: the numbers and names of these options. */
  readonly config?: JsonObject;
}

/** Of a game with a condition: the generator takes [latents, condition], the discriminator [images, condition] unless it is not told. */
export interface ConditionalOptions<
  Batch extends ImageBatch,
  Asked,
  Discriminator extends OfImages | OfConditions = Owned<Network<Tensor[]>>,
> extends Omit<AdversarialOptions, 'generator' | 'discriminator'> {
  /** [latents `[N, latentSize]`, condition] → images `[N, H, W, C]`. */
  readonly generator: Owned<Network<Tensor[]>>;
  /** [images `[N, H, W, C]`, condition] → logits, or those among other heads; of images alone where `discriminatorTold` is false. */
  readonly discriminator: Discriminator;
  readonly condition: Owned<Condition<Batch, Asked>>;
  /** What fakes are made for in training: 'drawn' as the condition has it, or the last 'batch' of reals over again. Default 'drawn'. */
  readonly fakeConditions?: 'drawn' | 'batch';
  /** Whether the discriminator is told the condition, or left to find it out as in an AC-GAN. Default true. */
  readonly discriminatorTold?: boolean;
}

type Defaulted = Omit<AdversarialOptions, 'augment' | 'config' | 'constrain' | 'pretraining' | 'generator' | 'discriminator'>;

/** The options with their defaults: what the updates play with. */
export interface Game extends Required<Defaulted>, Pick<AdversarialOptions, 'augment' | 'constrain' | 'pretraining'> {
  readonly generator: Owned<Network<Tensor | Tensor[]>>;
  readonly discriminator: Owned<Network<Tensor | Tensor[], Judgement>>;
  readonly condition?: Owned<Condition<ImageBatch, unknown>>;
  readonly fakeConditions: 'drawn' | 'batch';
  readonly discriminatorTold: boolean;
}
