import { adam, type Network, type Optimizer } from '@ganblocks/core';
import { network } from '@ganblocks/layers';
import { nonSaturating } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '../adversarial/adversarial';
import { type DcganConfig, dcganConfig } from './config';
import { dcganDiscriminator } from './discriminator';
import { dcganGenerator } from './generator';

export interface DcganSystem extends AdversarialSystem {
  /** The optimizers; schedules write their `learningRate`. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>>;
}

/**
 * DCGAN: a convolutional generator against a convolutional discriminator, both with batch norm, on the non-saturating loss.
 *
 * One round: the discriminator learns from a batch of reals and one of fakes, each normalized by itself; then the generator learns
 * from fresh fakes (`generatorSteps` times). Both by Adam. Images `[N, H, W, C]` in [-1, 1].
 * Deviations from the paper, each the PyTorch example's: 4×4 kernels, a width of 64, normal latents, no biases, batch norm's scales
 * from N(1, 0.02); `{ kernelSize: 5, projection: 'dense', latents: 'uniform' }` has the paper's, `width: 128` its generator.
 * The caller disposes the system.
 *
 * @throws GanError that names the key of the configuration that is out of range; `step` where images have another size.
 * @see Radford, Metz & Chintala 2016, "Unsupervised Representation Learning with Deep Convolutional GANs", https://arxiv.org/abs/1511.06434
 * @example
 * const system = dcgan({ resolution: 28, imageChannels: 1, latentSize: 64, seed: 7 });
 * const images = system.sample(16, { random: randomStream(1) });
 */
export function dcgan(config: Partial<DcganConfig> = {}): DcganSystem {
  const settings = dcganConfig(config);
  const { latentSize, latents, generatorSteps, learningRate, beta1, beta2 } = settings;
  const generator = network(dcganGenerator(settings), { name: 'generator' });
  const discriminator = network(dcganDiscriminator(settings), { name: 'discriminator' });
  const adamOf = (net: Network): Optimizer & { dispose(): void } => adam([net], { learningRate, beta1, beta2, name: net.name });
  return adversarial({
    ...{ name: 'dcgan', config: { ...settings }, generator, discriminator, latentSize, latents, generatorSteps, loss: nonSaturating() },
    optimizers: { generator: adamOf(generator), discriminator: adamOf(discriminator) },
  });
}
