import { adam, type DisposableOptimizer, type Network, scaledRate, weightDecay } from '@ganblocks/core';
import type { BiganConfig } from './config';

/** Adam with a weight decay in its gradient, at a rate that is constant for some epochs, then falls exponentially. Scales do not decay. */
export function optimizerOf(
  networks: readonly Pick<Network<never, unknown>, 'trainable'>[],
  name: string,
  config: BiganConfig,
): DisposableOptimizer {
  const { learningRate, beta1, beta2, weightDecay: decay, decayEpochs } = config;
  const plain = adam(networks, { learningRate, beta1, beta2, name });
  const decayed = weightDecay(plain, { decay, decays: (variable) => !variable.name.endsWith('/scale') });
  return decayEpochs === 0 ? decayed : scaledRate(decayed, (update) => rateAt(update, config));
}

/** The part of the rate that an update has, by its number from 1; a step down at the beginning of each epoch. */
function rateAt(update: number, { epochUpdates, constantEpochs, decayEpochs, finalRate }: BiganConfig): number {
  const epoch = Math.floor((update - 1) / epochUpdates);
  const fallen = Math.min(decayEpochs, Math.max(0, epoch + 1 - constantEpochs));
  return finalRate ** (fallen / decayEpochs);
}
