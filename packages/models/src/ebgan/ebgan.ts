import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { adam, check, type ImageBatch, type Network, type Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { energyMargin, pullingAway } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import type { Owned } from '../adversarial/owned';
import type { GameTerm, Pretraining } from '../adversarial/gameTerm';
import { type EbganConfig, ebganConfig } from './config';
import { ebganDiscriminator } from './discriminator';
import { type EnergyHeads, energyNetwork, onNegatives } from './energies';
import { ebganGenerator } from './generator';

export interface EbganSystem extends AdversarialSystem<ImageBatch, number, Tensor, Owned<Network<Tensor, EnergyHeads>>> {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
  /**
   * What the discriminator's autoencoder makes of images, clipped to [-1, 1]: what it repeats well it takes for real. `[N, H, W, C]` → the same.
   * Inference, with the weights as they are. The caller disposes.
   *
   * @throws GanError where images have another size.
   */
  reconstruct(images: Tensor4D): Tensor4D;
}

/** 0.1 times the pulling-away term of the fakes' codes, in the generator's loss alone. */
const pullingAwayTerm = (weight: number): GameTerm => ({
  generator: ({ heads }) => tf.tidy(() => tf.mul<Scalar>(pullingAway(heads['codes'] as Tensor2D), weight)),
});

/** The autoencoder alone: the mean energy of reals. */
const pretrainingFor = (images: number): Pretraining => ({
  images,
  term: ({ heads }) => tf.tidy(() => tf.neg(tf.mean<Scalar>(heads.logits))),
});

/**
 * EBGAN: the discriminator is an autoencoder, and an image's energy is how badly it repeats it: low for what looks real, high elsewhere.
 *
 * With E(x) = ‖D(x) - x‖ the discriminator minimizes E(x) + max(0, m - E(G(z))): fakes are pushed away up to the margin m and no further. The
 * generator minimizes E(G(z)) + 0.1 PT, where the pulling-away term PT, the mean squared cosine of all pairs of the fakes' codes, keeps a batch apart.
 *
 * One round: `discriminatorSteps` times the discriminator learns from a fresh batch of reals and as many fresh fakes; then the generator learns
 * from fresh fakes. With `pretrainImages` a phase `pretrain` comes first, in which the autoencoder learns from reals alone, as papers after it
 * do. Both by Adam. Images `[N, H, W, C]` in [-1, 1].
 * The discriminator's `logits` are the energies' negatives `[N]`, so that they are higher for reals, as everywhere; the head `codes` has its codes.
 * Reports have the terms of the losses, of energies, with their signs.
 * Deviations: no variant with labels (a ladder network whose margin falls). Of 'upsampling' see the paper's page. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size, or a batch of fakes is one
 * image, which has no pairs.
 * @see Zhao, Mathieu & LeCun 2017, "Energy-based Generative Adversarial Network", https://arxiv.org/abs/1609.03126
 * @example
 * const system = ebgan({ generatorLayers: 3, generatorUnits: 32, discriminatorUnits: 16, seed: 7 });
 * const images = system.sample(4, { random: randomStream(1) });
 * const repeated = system.reconstruct(images);
 */
export function ebgan(config: Partial<EbganConfig> = {}): EbganSystem {
  const settings = ebganConfig(config);
  const { latentSize, latents, energy, margin, pullingAwayWeight, pretrainImages, discriminatorSteps, beta1, beta2 } = settings;
  const generator = network(ebganGenerator(settings), { name: 'generator' });
  const autoencoder = network<Tensor, Tensor[]>(ebganDiscriminator(settings), { name: 'discriminator' });
  const discriminator = energyNetwork(autoencoder, { distance: energy });
  const adamOf = (net: Pick<Network, 'name' | 'trainable'>, learningRate: number): Optimizer & { dispose(): void } =>
    adam([net], { learningRate, beta1, beta2, name: net.name });
  const game = adversarial({
    ...{ name: 'ebgan', config: { ...settings }, generator, discriminator, latentSize, latents, discriminatorSteps },
    loss: onNegatives(energyMargin({ margin })),
    terms: pullingAwayWeight > 0 ? { pullingAway: pullingAwayTerm(pullingAwayWeight) } : {},
    ...(pretrainImages > 0 && { pretraining: pretrainingFor(pretrainImages) }),
    optimizers: { generator: adamOf(generator, settings.generatorRate), discriminator: adamOf(discriminator, settings.discriminatorRate) },
  });

  const size = [settings.resolution, settings.resolution, settings.imageChannels];
  return {
    ...game,
    reconstruct(images) {
      check(images.shape.slice(1).join() === size.join(), () => {
        return `ebgan: images to reconstruct must be [N, ${size.join(', ')}]. Got [${images.shape.join(', ')}]. Resize them.`;
      });
      return tf.tidy(() => tf.clipByValue(autoencoder.apply(images, { training: false })[0] as Tensor4D, -1, 1));
    },
  };
}
