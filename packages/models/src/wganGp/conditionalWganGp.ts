import type { Tensor } from '@tensorflow/tfjs-core';
import { adam, type LabelledBatch, type Network, type Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { gradientPenalty, wasserstein } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { classLabels, type ClassRequest } from '../adversarial/classLabels';
import { classTerm } from '../adversarial/classTerm';
import { type Heads, splitHeads } from '../adversarial/heads';
import { type ConditionalWganGpConfig, conditionalWganGpConfig } from './conditionalConfig';
import { criticOf } from './critic';
import { generatorOf } from './generator';

/** Its critic, the `discriminator`, gives a score and class logits. */
export interface ConditionalWganGpSystem extends AdversarialSystem<LabelledBatch, number | ClassRequest, Tensor[], Network<Tensor, Heads>> {
  /** The optimizers; schedules write their `learningRate`. The critic is the `discriminator`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/**
 * WGAN-GP with classes: the residual networks of `wganGp`, a generator whose batch norm has scales and offsets for each class, and a critic that
 * has class logits beside its score, as in an AC-GAN.
 *
 * One round is that of `wganGp`, with two terms more: the critic learns `criticClassWeight` · cross-entropy of the reals' classes, the generator
 * `generatorClassWeight` · cross-entropy of the classes that its fakes were made for, drawn uniformly. The penalty is of the score's gradient alone.
 * Samples are asked for by number (classes in turn) or by `{ labels }`. Images `[N, H, W, C]` in [-1, 1], labels int32 `[N]`.
 * Deviations from the authors' code: those of `wganGp`; and the fakes that the critic learns from are made for drawn classes, there for the reals'.
 * The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", section 5 and appendix F, https://arxiv.org/abs/1704.00028
 * @see Odena et al. 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", https://arxiv.org/abs/1610.09585
 * @example
 * const system = conditionalWganGp({ resolution: 8, width: 4, classes: 3, seed: 7 });
 * const twos = system.sample({ labels: [2, 2] }, { random: randomStream(1) });
 */
export function conditionalWganGp(config: Partial<ConditionalWganGpConfig> = {}): ConditionalWganGpSystem {
  const settings = conditionalWganGpConfig(config);
  const { latentSize, classes, penaltyWeight, criticSteps, generatorBatches, learningRate, beta1, beta2 } = settings;
  const generator = network<Tensor[]>(generatorOf(settings, classes), { name: 'generator' });
  const discriminator = splitHeads(network(criticOf(settings, 1 + classes), { name: 'critic' }), { logits: 1, classLogits: classes });
  const adamOf = (net: Pick<Network, 'name' | 'trainable'>): Optimizer & { dispose(): void } =>
    adam([net], { learningRate, beta1, beta2, name: net.name });
  return adversarial({
    ...{ name: 'conditional-wgan-gp', config: { ...settings }, generator, discriminator, latentSize, generatorBatches },
    ...{ discriminatorSteps: criticSteps, condition: classLabels({ classes }), discriminatorTold: false, loss: wasserstein() },
    penalties: [gradientPenalty({ weight: penaltyWeight })],
    terms: {
      classes: classTerm({
        ...{ discriminatorWeight: settings.criticClassWeight, generatorWeight: settings.generatorClassWeight, classifyFakes: false },
      }),
    },
    optimizers: { generator: adamOf(generator), discriminator: adamOf(discriminator) },
  });
}
