import type { Network } from '../contracts/network';
import type { AdamOptions } from './adam';
import { adamRule } from './adamRule';
import { lazyCorrection } from './lazyCorrection';
import { slotOptimizer, type DisposableOptimizer } from './slotOptimizer';

export interface LazyAdamOptions extends AdamOptions {
  /** How many steps of the loss go before one of the penalty: the penalty's own `every`. */
  readonly every: number;
  /** Name in logs and errors. Default 'lazyAdam'. */
  readonly name?: string;
}

/**
 * Adam for lazy regularization, where a penalty takes a step of its own after each `every` steps of the loss: `adam` with c · learningRate, β₁ᶜ and β₂ᶜ,
 * c = every / (every + 1).
 *
 * For a penalty with its own `minimize`. Where `dueTerm` joins the loss in one `minimize` there is no further update, and `adam` is right.
 * `learningRate` is the uncorrected rate, here, in schedules and in `toJson`: the factor c is applied within. All else as `adam`.
 *
 * @throws GanError as `adam` and `lazyCorrection`.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", appendix B, https://arxiv.org/abs/1912.04958
 * @example const optimizer = lazyAdam([discriminator], { every: 16, learningRate: 0.002, beta1: 0, beta2: 0.99 });
 */
export function lazyAdam(
  networks: readonly Pick<Network<never, unknown>, 'trainable'>[],
  { every, learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, name = 'lazyAdam' }: LazyAdamOptions,
): DisposableOptimizer {
  const corrected = lazyCorrection(every, { learningRate: 1, beta1, beta2 });
  const rule = adamRule({ name, epsilon, beta1: corrected.beta1, beta2: corrected.beta2, rateFactor: corrected.learningRate });
  return slotOptimizer(networks, { name, learningRate }, rule);
}
