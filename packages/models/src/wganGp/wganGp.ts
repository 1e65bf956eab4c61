import { adam, type Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { gradientPenalty, wasserstein } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { type WganGpConfig, wganGpConfig } from './config';
import { wganGpCritic } from './critic';
import { wganGpGenerator } from './generator';

export interface WganGpSystem extends AdversarialSystem {
  /** The optimizers; schedules write their `learningRate`. The critic is the `discriminator`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/**
 * WGAN-GP: a critic whose gradient is held at length 1 on the lines between reals and fakes, and a generator that raises its score.
 *
 * One round: `criticSteps` times the critic learns from a fresh batch of reals and as many fresh fakes, on
 * mean D(G(z)) - mean D(x) + λ · mean (|∇D(x̂)| - 1)², x̂ = αx + (1 - α)G(z), α uniform in [0, 1] for each pair; then the generator learns
 * from `generatorBatches` batches of fresh fakes, on -mean D(G(z)). Both by Adam. Images `[N, H, W, C]` in [-1, 1], points of the plane as
 * `[N, 1, 1, 2]`.
 * `networks` chooses the authors' networks for points, for digits or for CIFAR-10, with the numbers of their code.
 * Deviations from that code: digits lie in [-1, 1], not in [0, 1], so that a slope of 1 there is one of 2 here; CIFAR-10's are not dequantized
 * by noise; its classes are `conditionalWganGp`'s. A sigmoid's 2σ(2x) - 1 is tanh(x), in which the generator ends.
 * The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Gulrajani et al. 2017, "Improved Training of Wasserstein GANs", algorithm 1, https://arxiv.org/abs/1704.00028
 * @example
 * const system = wganGp({ networks: 'mlp', width: 64, seed: 7 });
 * const points = system.sample(16, { random: randomStream(1) }); // [16, 1, 1, 2]
 */
export function wganGp(config: Partial<WganGpConfig> = {}): WganGpSystem {
  const settings = wganGpConfig(config);
  const { latentSize, penaltyWeight, criticSteps, generatorBatches, learningRate, beta1, beta2 } = settings;
  const generator = network(wganGpGenerator(settings), { name: 'generator' });
  const discriminator = network(wganGpCritic(settings), { name: 'critic' });
  const adamOf = (net: typeof generator): Optimizer & { dispose(): void } => adam([net], { learningRate, beta1, beta2, name: net.name });
  return adversarial({
    ...{ name: 'wgan-gp', config: { ...settings }, generator, discriminator, latentSize },
    ...{ loss: wasserstein(), penalties: [gradientPenalty({ weight: penaltyWeight })], discriminatorSteps: criticSteps, generatorBatches },
    optimizers: { generator: adamOf(generator), discriminator: adamOf(discriminator) },
  });
}
