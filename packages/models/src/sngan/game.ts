import { adam, type Network, type Optimizer } from '@ganblocks/core';
import { hinge, nonSaturating } from '@ganblocks/losses';
import type { AdversarialOptions } from '../adversarial/adversarialOptions';
import type { Owned } from '../adversarial/owned';
import type { SnganConfig } from './config';

type Networks = Readonly<Record<'generator' | 'discriminator', Pick<Network, 'name' | 'trainable'>>>;

/** What the two systems of this folder play alike. */
export function gameOf(name: string, settings: SnganConfig, networks: Networks): Omit<AdversarialOptions, 'generator' | 'discriminator'> {
  const { latentSize, discriminatorSteps, generatorBatches, learningRate, beta1, beta2, loss } = settings;
  const adamOf = (net: Networks['generator']): Owned<Optimizer> => adam([net], { learningRate, beta1, beta2, name: net.name });
  return {
    ...{ name, config: { ...settings }, latentSize, discriminatorSteps, generatorBatches },
    loss: loss === 'hinge' ? hinge() : nonSaturating(),
    optimizers: { generator: adamOf(networks.generator), discriminator: adamOf(networks.discriminator) },
  };
}
