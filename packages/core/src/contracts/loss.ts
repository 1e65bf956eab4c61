import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from './randomStream';

/** Named terms; their sum is minimized. The names reach logs and NaN reports. */
export type LossTerms = Readonly<Record<string, Scalar>>;

/** The two sides of an adversarial game, on logits. Batches of reals and fakes may differ in size unless the loss pairs them. */
export interface AdversarialLoss {
  discriminator(real: Tensor, fake: Tensor): Scalar;
  /** `real` is needed by relativistic losses; `needsReal` says so, and the caller then passes it. */
  generator(fake: Tensor, real?: Tensor): Scalar;
  readonly needsReal?: boolean;
}

/** What a critic judges: one batch `[N, …]`, or one for each scale. */
export type CriticInput = Tensor | readonly Tensor[];

/** Images `[N, …]`, of each scale where there are several → logits `[N, 1]` or `[N, h, w, 1]`. */
export type Critic<X extends CriticInput = Tensor> = (images: X) => Tensor;

/** Where a penalty is taken. */
export interface PenaltyPoint<X extends CriticInput = Tensor> {
  readonly critic: Critic<X>;
  readonly real: X;
  readonly fake: X;
  readonly random: RandomStream;
}

/** A penalty on the critic at given points. `every` is data, not a hidden counter: it is due each `every`-th step and then weighs `every`-fold. */
export interface CriticPenalty {
  readonly name: string;
  readonly every: number;
  /** The batch at which it takes the critic's gradient, where that is one of the two: its `critic` may give the scores that the loss was made of. */
  readonly at?: 'real' | 'fake';
  term(at: PenaltyPoint): Scalar;
}

/** A penalty for critics of one scale and of several. */
export interface MultiScalePenalty extends CriticPenalty {
  term<X extends CriticInput>(at: PenaltyPoint<X>): Scalar;
}
