import type { Tensor } from '@tensorflow/tfjs-core';
import { adam, type LabelledBatch, type Network, type Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { nonSaturating } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { classLabels, type ClassRequest } from '../adversarial/classLabels';
import { classTerm } from '../adversarial/classTerm';
import { type Heads, withHeads } from '../adversarial/heads';
import { type AcganConfig, acganConfig } from './config';
import { acganDiscriminator } from './discriminator';
import { acganGenerator } from './generator';

/** Its discriminator gives `logits` and `classLogits`. */
export interface AcganSystem extends AdversarialSystem<LabelledBatch, number | ClassRequest, Tensor[], Network<Tensor, Heads>> {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/**
 * AC-GAN: a generator that is told a class, and a discriminator that is not, but has to name it.
 *
 * With the log-likelihood of the right source, L_S, and of the right class, L_C, D maximizes L_S + L_C and G maximizes L_C - L_S. One round: the
 * discriminator learns from a batch of reals, whose classes are their labels, and one of fakes, whose classes are drawn uniformly; then the
 * generator learns from fresh fakes. Both by Adam. The source is played by the non-saturating loss, the classes are the term `classes` of the report.
 * Samples are asked for by number (classes in turn) or by `{ labels }`. Images `[N, H, W, C]` in [-1, 1], labels int32 `[N]`.
 * Deviations: reals and fakes are normalized apart; a smoothed `realLabel` is the discriminator's alone, while the TensorFlow.js example gives it to
 * the generator too. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Odena, Olah & Shlens 2017, "Conditional Image Synthesis with Auxiliary Classifier GANs", https://arxiv.org/abs/1610.09585
 * @example
 * const system = acgan({ resolution: 28, imageChannels: 1, generatorChannels: [16, 8], discriminatorChannels: [8, 16], seed: 7 });
 * const twos = system.sample({ labels: [2, 2] }, { random: randomStream(1) });
 */
export function acgan(config: Partial<AcganConfig> = {}): AcganSystem {
  const settings = acganConfig(config);
  const { classes, latentSize, latents, realLabel, learningRate, beta1, beta2 } = settings;
  const { discriminatorClassWeight: discriminatorWeight, generatorClassWeight: generatorWeight, classifyFakes } = settings;
  const loss = nonSaturating({ realLabel });
  const generator = network<Tensor[]>(acganGenerator(settings), { name: 'generator' });
  const judge = network<Tensor, Tensor[]>(acganDiscriminator(settings), { name: 'discriminator' });
  const discriminator = withHeads(judge, ['logits', 'classLogits']);
  const adamOf = (net: Pick<Network, 'name' | 'trainable'>): Optimizer & { dispose(): void } =>
    adam([net], { learningRate, beta1, beta2, name: net.name });
  return adversarial({
    ...{ name: 'acgan', config: { ...settings }, generator, discriminator, latentSize, latents, loss },
    ...{ condition: classLabels({ classes }), discriminatorTold: false },
    terms: { classes: classTerm({ discriminatorWeight, generatorWeight, classifyFakes }) },
    optimizers: { generator: adamOf(generator), discriminator: adamOf(discriminator) },
  });
}
