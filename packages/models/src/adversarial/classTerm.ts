import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { classCrossEntropy, correctedCrossEntropy } from '@ganblocks/losses';
import type { Judged } from './gameTerm';

export interface ClassTermOptions {
  /** Of the class term in the discriminator's loss. Default 1. */
  readonly discriminatorWeight?: number;
  /** Of the class term in the generator's loss. Default 1; WGAN-GP's code has 0.1. */
  readonly generatorWeight?: number;
  /** Whether the discriminator's classifier learns from fakes too. Default true, as in the paper; false in WGAN-GP's code and rAC-GAN. */
  readonly classifyFakes?: boolean;
  /** rAC-GAN: T `[K, K]`, the chances that a class of the data is labelled as another; corrects the term of the reals. Default none. */
  readonly transition?: Tensor2D;
}

/** A `GameTerm` that asks nothing of fakes but what it asks of reals. */
export interface ClassTerm {
  discriminator(real: Judged, fake: Judged): Scalar;
  generator(fake: Judged): Scalar;
}

/**
 * The class term of an AC-GAN, beside any adversarial loss: with the mean cross-entropy C of the head `classLogits` and the labels, D minimizes
 * w_D (C(real) + C(fake)) more, G minimizes w_G C(fake) more. Reals have the labels of the data, fakes those that they were made for.
 *
 * With a `transition`, C(real) is -mean log (softmax(l) T)[ỹ], for labels ỹ that are wrong at times; fakes' labels are right and never corrected.
 * For a game with `classLabels` and a discriminator with heads `{ logits, classLogits }` (`withHeads`); most often with `discriminatorTold: false`.
 * Shapes: class logits `[N, K]`, labels int32 `[N]` → scalars. Differentiable to any order. The caller disposes them, and owns the transition matrix.
 *
 * @throws GanError where a weight is out of range; in an update, where the discriminator has no class logits, the game no condition, or they do
 * not fit.
 * @see Odena et al. 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", eq. 3, https://arxiv.org/abs/1610.09585
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @example const terms = { classes: classTerm({ generatorWeight: 0.1, classifyFakes: false }) };
 */
export function classTerm(options: ClassTermOptions = {}): ClassTerm {
  const { discriminatorWeight = 1, generatorWeight = 1, classifyFakes = true, transition } = options;
  for (const [name, weight] of Object.entries({ discriminatorWeight, generatorWeight }))
    check(Number.isFinite(weight) && weight >= 0, () => `classTerm: ${name} must be a finite number >= 0. Got ${weight}.`);

  const ofFakes = (fake: Judged): Scalar => classCrossEntropy(...classified(fake));
  const ofReals = (real: Judged): Scalar =>
    transition ? correctedCrossEntropy(...classified(real), transition) : classCrossEntropy(...classified(real));
  return {
    discriminator: (real, fake) =>
      tf.tidy(() => tf.mul<Scalar>(classifyFakes ? tf.add(ofReals(real), ofFakes(fake)) : ofReals(real), discriminatorWeight)),
    generator: (fake) => tf.tidy(() => tf.mul<Scalar>(ofFakes(fake), generatorWeight)),
  };
}

function classified({ heads, condition }: Judged): [logits: Tensor2D, labels: Tensor1D] {
  const { classLogits } = heads;
  check(classLogits !== undefined, () => {
    const received = Object.keys(heads).join(', ');
    return `classTerm: the discriminator must have a head 'classLogits'. Got heads ${received}. Name it: withHeads(model, ['logits', 'classLogits']).`;
  });
  check(condition !== undefined, () => {
    return 'classTerm: the game must have classes as its condition. Got none. Pass condition: classLabels({ classes }).';
  });
  return [classLogits as Tensor2D, condition as Tensor1D];
}
