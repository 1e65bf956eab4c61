import { adam, type DisposableOptimizer, type Network, scaledRate, sgd } from '@ganblocks/core';
import type { LapganConfig } from './config';

/**
 * The optimizer of a network of one level. Rates and momentum go by the epochs of the level, from its own first update: each level learns
 * as if it were alone.
 *
 * Gradient descent is that of Torch, which dampens by its momentum: v ← μv + (1 - μ)g; here the rate has the factor 1 - μ instead.
 */
export function optimizerOf(network: Pick<Network, 'name' | 'trainable'>, learningRate: number, config: LapganConfig): DisposableOptimizer {
  const { name } = network;
  const { rateDecay, epochUpdates, momentum, momentumStep, momentumLimit, beta1, beta2 } = config;
  const epochOf = (update: number): number => Math.floor((update - 1) / epochUpdates);
  const decayed = (update: number): number => (1 + rateDecay) ** -epochOf(update);
  if (config.optimizer === 'adam') return scaledRate(adam([network], { learningRate, beta1, beta2, name }), decayed);
  const momentumAt = (update: number): number => Math.min(momentumLimit, momentum + momentumStep * epochOf(update));
  const descent = sgd([network], { learningRate, momentum: momentumAt, name });
  return scaledRate(descent, (update) => decayed(update) * (1 - momentumAt(update)));
}
