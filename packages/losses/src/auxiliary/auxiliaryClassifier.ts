import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { AdversarialLoss } from '@ganblocks/core';
import { nonSaturating } from '../adversarial/nonSaturating';
import { checkWeights } from '../checks/checkWeights';
import { classCrossEntropy } from './classCrossEntropy';
import { correctedCrossEntropy } from './correctedCrossEntropy';

/** What a discriminator with a classifier says of a batch. */
export interface ClassifiedLogits {
  /** How real: logits of any shape. */
  readonly logits: Tensor;
  /** `[N, K]` */
  readonly classLogits: Tensor2D;
  /** int32 `[N]`: of reals as the data has them, of fakes as the generator was told. */
  readonly labels: Tensor1D;
}

/** The terms of one side. The caller disposes both. */
export type ClassifiedTerms = { readonly adversarial: Scalar; readonly classes: Scalar };

export interface AuxiliaryClassifierOptions {
  /** The loss on "how real". Default `nonSaturating()`. */
  readonly adversarial?: AdversarialLoss;
  /** Of the class term in the discriminator's loss. Default 1. */
  readonly discriminatorWeight?: number;
  /** Of the class term in the generator's loss. Default 1; WGAN-GP's code has 0.1. */
  readonly generatorWeight?: number;
  /** Whether the discriminator's classifier learns from fakes too. Default true, as in the paper; false in StarGAN and rAC-GAN. */
  readonly classifyFakes?: boolean;
  /** rAC-GAN: T `[K, K]`, the chances that a class of the data is labelled as another; corrects the term of the reals. Default none. */
  readonly transition?: Tensor2D;
}

export interface AuxiliaryClassifierLoss {
  discriminator(real: ClassifiedLogits, fake: ClassifiedLogits): ClassifiedTerms;
  /** `real` is needed where the adversarial loss needs it. */
  generator(fake: ClassifiedLogits, real?: Pick<ClassifiedLogits, 'logits'>): ClassifiedTerms;
}

/**
 * AC-GAN's loss: the discriminator also tells classes, and the generator is rewarded where its image's class is recognized. With an
 * adversarial pair L and the class cross-entropy C: D minimizes L_D + w_D (C(real) + C(fake)), G minimizes L_G + w_G C(fake).
 *
 * With `transition` and `classifyFakes: false` it is rAC-GAN's, for noisy labels. Shapes: `ClassifiedLogits` → two scalars, the terms of a
 * `minimize`. Differentiable to any order. The caller disposes both, and owns the transition matrix.
 *
 * @throws GanError where a weight is out of range, or logits and labels do not fit.
 * @see Odena et al. 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", eq. 2-3, https://arxiv.org/abs/1610.09585
 * @see Kaneko et al. 2019, "Label-Noise Robust Generative Adversarial Networks", https://arxiv.org/abs/1811.11165
 * @example const { discriminator, generator } = auxiliaryClassifier({ adversarial: hinge(), generatorWeight: 0.1 });
 */
export function auxiliaryClassifier({
  adversarial = nonSaturating(),
  discriminatorWeight = 1,
  generatorWeight = 1,
  classifyFakes = true,
  transition,
}: AuxiliaryClassifierOptions = {}): AuxiliaryClassifierLoss {
  checkWeights('auxiliaryClassifier', { discriminatorWeight, generatorWeight });
  const ofReals = ({ classLogits, labels }: ClassifiedLogits): Scalar =>
    transition ? correctedCrossEntropy(classLogits, labels, transition) : classCrossEntropy(classLogits, labels);
  const ofFakes = ({ classLogits, labels }: ClassifiedLogits): Scalar => classCrossEntropy(classLogits, labels);
  return {
    discriminator: (real, fake) =>
      tf.tidy(() => ({
        adversarial: adversarial.discriminator(real.logits, fake.logits),
        classes: tf.mul<Scalar>(classifyFakes ? tf.add(ofReals(real), ofFakes(fake)) : ofReals(real), discriminatorWeight),
      })),
    generator: (fake, real) =>
      tf.tidy(() => ({
        adversarial: adversarial.generator(fake.logits, real?.logits),
        classes: tf.mul<Scalar>(ofFakes(fake), generatorWeight),
      })),
  };
}
