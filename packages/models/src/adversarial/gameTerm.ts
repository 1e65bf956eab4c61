import type { Scalar, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Heads } from './heads';

/** One side of an update: images, and what the discriminator says of them. */
export interface Judged {
  /** As they are in the data, or as the generator made them: not augmented. */
  readonly images: Tensor4D;
  /** What the discriminator says of them, augmented. */
  readonly heads: Heads;
  /** In a game with a condition: the reals' own; what fakes were made for. */
  readonly condition?: Tensor;
}

/** Fakes, which come with what they were made of. */
export interface JudgedFakes extends Judged {
  readonly latents: Tensor;
}

/** A term beside the loss, such as the class term of an AC-GAN, for one network or both. Where it is `Stateful`, checkpoints have it. */
export interface GameTerm {
  /** Of the discriminator's loss; no gradient goes into the making of fakes. */
  discriminator?(real: Judged, fake: JudgedFakes): Scalar;
  /** Of the generator's loss. */
  generator?(fake: JudgedFakes): Scalar;
}

/** A first phase in which the discriminator alone learns, from reals alone: EBGAN's autoencoder. */
export interface Pretraining {
  /** How long it lasts. */
  readonly images: number;
  term(real: Judged): Scalar;
}
