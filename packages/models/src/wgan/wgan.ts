import { clipWeights, type Optimizer, rmsprop } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { wasserstein } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { type WganConfig, wganConfig } from './config';
import { wganCritic } from './critic';
import { criticSchedule } from './criticSchedule';
import { wganGenerator } from './generator';

export interface WganSystem extends AdversarialSystem {
  /** The optimizers; schedules write their `learningRate`. The critic is the `discriminator`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/**
 * WGAN: a critic whose weights are clipped, and a generator that raises its score; the critic's loss, negative, estimates a distance that
 * falls as training succeeds.
 *
 * One round: `criticSteps` times the critic learns from a fresh batch of reals and as many fresh fakes, on mean D(G(z)) - mean D(x), and
 * its weights are clipped to [-clip, clip]; then the generator learns from fresh fakes, on -mean D(G(z)). Both by RMSProp. The first
 * `longAtFirst` rounds and each `longEvery`-th have `longSteps` updates of the critic. Images `[N, H, W, C]` in [-1, 1].
 * Deviations from the authors' code: it clips before an update, not after, which the paper does; its perceptrons have no tanh, and a bias of
 * the score, which cancels in the loss. Batch norm's scales are clipped with the other weights, as there. The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Arjovsky, Chintala & Bottou 2017, "Wasserstein GAN", algorithm 1, https://arxiv.org/abs/1701.07875
 * @example
 * const system = wgan({ resolution: 28, imageChannels: 1, latentSize: 64, generatorWidth: 8, criticWidth: 8, seed: 7 });
 * const images = system.sample(16, { random: randomStream(1) });
 */
export function wgan(config: Partial<WganConfig> = {}): WganSystem {
  const settings = wganConfig(config);
  const { latentSize, learningRate, clip } = settings;
  const generator = network(wganGenerator(settings), { name: 'generator' });
  const discriminator = network(wganCritic(settings), { name: 'critic' });
  const rmspropOf = (net: typeof generator): Optimizer & { dispose(): void } => rmsprop([net], { learningRate, name: net.name });
  return adversarial({
    ...{ name: 'wgan', config: { ...settings }, generator, discriminator, latentSize, loss: wasserstein() },
    ...{ discriminatorSteps: criticSchedule(settings), constrain: () => clipWeights(discriminator, clip) },
    optimizers: { generator: rmspropOf(generator), discriminator: rmspropOf(discriminator) },
  });
}
