import type { Tensor } from '@tensorflow/tfjs-core';
import { check, type LabelledBatch, type Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { classLabels, type ClassRequest } from '../adversarial/classLabels';
import { type SnganConfig, snganConfig } from './config';
import { snganDiscriminator } from './discriminator';
import { gameOf } from './game';
import { snganGenerator } from './generator';

export interface ProjectionCganSystem extends AdversarialSystem<LabelledBatch, number | ClassRequest, Tensor[]> {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

const where = 'projection-cgan';

/**
 * A full configuration of the projection cGAN, validated: SN-GAN's, with at least one class. Default 10 classes.
 *
 * @throws GanError that names the key.
 * @example projectionCganConfig({ resolution: 28 }).classes; // 10
 */
export function projectionCganConfig(config: Partial<SnganConfig> = {}): SnganConfig {
  const settings = snganConfig({ ...config, classes: config.classes ?? 10 }, where);
  check(settings.classes > 0, () => `${where}: classes must be an integer >= 1. Got 0. For images without classes use sngan().`);
  return settings;
}

/**
 * The projection cGAN: SN-GAN with classes. The discriminator adds to its logit how well its features fit the label, and the generator
 * normalizes with a row of scales and offsets for each class.
 *
 * D(x, y) = ψ(φ(x)) + ⟨V[y], φ(x)⟩, with φ(x) the features summed over all pixels, ψ a dense layer, V a table of rows for classes; both are
 * spectrally normalized. One round is SN-GAN's: see `sngan`. Reals have their own labels; fakes are made for classes drawn uniformly, and judged
 * with them. Samples are asked for by number (classes in turn) or by `{ labels }`. Images `[N, H, W, C]` in [-1, 1], labels int32 `[N]`.
 * Deviations: as `sngan`; the paper's networks are residual, so that 'convolution' with classes is of this library. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Miyato & Koyama 2018, "cGANs with Projection Discriminator", https://arxiv.org/abs/1802.05637
 * @example
 * const system = projectionCgan({ resolution: 16, classes: 3, generatorChannels: [16, 16, 16], discriminatorChannels: [8, 8] });
 * const twos = system.sample({ labels: [2, 2] }, { random: randomStream(1) });
 */
export function projectionCgan(config: Partial<SnganConfig> = {}): ProjectionCganSystem {
  const settings = projectionCganConfig(config);
  const generator = network<Tensor[]>(snganGenerator(settings), { name: 'generator' });
  const discriminator = network<Tensor[]>(snganDiscriminator(settings), { name: 'discriminator' });
  const condition = classLabels({ classes: settings.classes });
  return adversarial({ ...gameOf(where, settings, { generator, discriminator }), generator, discriminator, condition });
}
