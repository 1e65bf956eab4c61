import { check, type Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { type SnganConfig, snganConfig } from './config';
import { snganDiscriminator } from './discriminator';
import { gameOf } from './game';
import { snganGenerator } from './generator';

export interface SnganSystem extends AdversarialSystem {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/** A full configuration of images without classes, validated. @throws GanError that names the key. */
export function unconditionalConfig(config: Partial<SnganConfig> = {}): SnganConfig {
  const settings = snganConfig(config);
  check(settings.classes === 0, () => {
    return `sngan: classes must be 0. Got ${settings.classes}. For images with a class each use projectionCgan({ classes: ${settings.classes} }).`;
  });
  return settings;
}

/**
 * SN-GAN: a generator with batch norm against a discriminator whose layers are divided by their largest singular value, on the hinge loss.
 *
 * W → W / σ(W), with σ(W) = uᵀWv and u, v from one step of the power iteration at each call in training: D is then a function whose slope is at
 * most 1 layer by layer. Every `u` is a statistic of its layer, so that checkpoints have it; sampling and evaluation leave it.
 *
 * One round: `discriminatorSteps` (5) times the discriminator learns from a fresh batch of reals and as many fresh fakes, which pass it apart; then
 * the generator learns from `generatorBatches` (2) batches of fakes. Both by Adam with rate 2e-4, β₁ = 0, β₂ = 0.9; in the paper's runs the rates
 * fall linearly to 0 (`linearDecay({ from: 0 })`, in the presets). Images `[N, H, W, C]` in [-1, 1].
 * Deviations: the authors' code updates the generator first in a round, where here it comes last; that shifts one update in a run.
 * 'convolution' has batch norm and ReLU behind the generator's dense layer, as the authors' code and not their table 3, normalized channel by channel.
 * The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", https://arxiv.org/abs/1802.05957
 * @example
 * const system = sngan({ resolution: 16, generatorChannels: [16, 16, 16], discriminatorChannels: [8, 8], seed: 7 });
 * const images = system.sample(4, { random: randomStream(1) });
 */
export function sngan(config: Partial<SnganConfig> = {}): SnganSystem {
  const settings = unconditionalConfig(config);
  const generator = network(snganGenerator(settings), { name: 'generator' });
  const discriminator = network(snganDiscriminator(settings), { name: 'discriminator' });
  return adversarial({ ...gameOf('sngan', settings, { generator, discriminator }), generator, discriminator });
}
