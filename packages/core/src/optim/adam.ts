import type { Network } from '../contracts/network';
import { adamRule } from './adamRule';
import { slotOptimizer, type DisposableOptimizer } from './slotOptimizer';

export interface AdamOptions {
  /** Step size. Default 0.001. */
  readonly learningRate?: number;
  /** Decay of the first moment, in [0, 1). Default 0.9; GANs often use 0 or 0.5. */
  readonly beta1?: number;
  /** Decay of the second moment, in [0, 1). Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the corrected second moment. Default 1e-8. */
  readonly epsilon?: number;
  /** Name in logs and errors. Default 'adam'. */
  readonly name?: string;
}

/**
 * Adam: m ← β₁m + (1 - β₁)g, v ← β₂v + (1 - β₂)g², w ← w - learningRate · m̂ / (√v̂ + epsilon), with m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ).
 *
 * The list of variables is fixed: all `trainable` of the networks, in order. `tensors()` names the moments `<variable>/firstMoment` and
 * `<variable>/secondMoment`; with beta1 = 0 the first moment is the last gradient. `toJson` has the step and the learning rate.
 * Optimizers may share a variable: each has its own moments. Nothing is read back from the backend. `dispose` frees the moments, not the variables.
 *
 * @throws GanError if a variable is not float32, names are not unique, or an option is out of range; from `apply` if the gradients do not fit,
 * before anything changes.
 * @see Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", Algorithm 1, https://arxiv.org/abs/1412.6980
 * @example const optimizer = adam([generator], { learningRate: 2e-4, beta1: 0.5 });
 */
export function adam(
  networks: readonly Pick<Network<never, unknown>, 'trainable'>[],
  { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, name = 'adam' }: AdamOptions = {},
): DisposableOptimizer {
  return slotOptimizer(networks, { name, learningRate }, adamRule({ name, beta1, beta2, epsilon }));
}
