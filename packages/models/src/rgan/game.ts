import { adam, type CriticPenalty, type LabelledBatch, type Network, type Optimizer } from '@ganblocks/core';
import { gradientPenalty, hinge, nonSaturating, wasserstein } from '@ganblocks/losses';
import type { ConditionalOptions } from '../adversarial/adversarialOptions';
import type { Owned } from '../adversarial/owned';
import type { ClassRequest } from '../adversarial/classLabels';
import type { AnyRganConfig } from './config';
import { noisyClassLabels } from './noisyClassLabels';
import { transitionRows } from './transition';

type Networks = Readonly<Record<'generator' | 'discriminator', Pick<Network, 'name' | 'trainable'>>>;
type Options = Omit<ConditionalOptions<LabelledBatch, ClassRequest>, 'generator' | 'discriminator'>;

const lossOf = { sngan: hinge, wganGp: wasserstein, ctGan: wasserstein, acgan: nonSaturating } as const;

/** What both systems play alike; `penalties` are those of the discriminator beside the gradient penalty. */
export function gameOf(name: string, settings: AnyRganConfig, networks: Networks, penalties: readonly CriticPenalty[]): Options {
  const { backbone, latentSize, classes, cleanLabels, transition, penaltyWeight, discriminatorSteps, generatorBatches } = settings;
  const { learningRate, beta1, beta2 } = settings;
  const adamOf = (net: Networks['generator']): Owned<Optimizer> => adam([net], { learningRate, beta1, beta2, name: net.name });
  return {
    ...{ name, config: { ...settings }, latentSize, discriminatorSteps, generatorBatches },
    condition: noisyClassLabels({ classes, rows: transitionRows(name, classes, transition), cleanLabels }),
    loss: lossOf[backbone](),
    penalties: backbone === 'sngan' || backbone === 'acgan' ? [] : [gradientPenalty({ weight: penaltyWeight }), ...penalties],
    optimizers: { generator: adamOf(networks.generator), discriminator: adamOf(networks.discriminator) },
  };
}
