import { check } from '../errors/index';

/** Adam's numbers that the correction changes. */
export interface LazyCorrectionOptions {
  /** Finite and at least 0. */
  readonly learningRate: number;
  /** In [0, 1). */
  readonly beta1: number;
  /** In [0, 1). */
  readonly beta2: number;
}

/**
 * Adam's numbers where a penalty takes a step of its own after each `every` steps of the loss: with c = every / (every + 1) the rate is c · learningRate and
 * the decays are β₁ᶜ and β₂ᶜ. The `every + 1` updates of a round then move and forget as much as `every` updates with the given numbers.
 *
 * @throws GanError if `every` is no positive integer or a number is out of range.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", appendix B, https://arxiv.org/abs/1912.04958
 * @example lazyCorrection(4, { learningRate: 0.002, beta1: 0, beta2: 0.99 }); // { learningRate: 0.0016, beta1: 0, beta2: 0.99 ** 0.8 }
 */
export function lazyCorrection(every: number, { learningRate, beta1, beta2 }: LazyCorrectionOptions): LazyCorrectionOptions {
  const where = 'lazyCorrection';
  check(
    Number.isSafeInteger(every) && every >= 1,
    () => `${where}: every must be a positive integer. Got ${every}. Take that of the penalty, such as 16 for R1.`,
  );
  check(
    Number.isFinite(learningRate) && learningRate >= 0,
    () => `${where}: learningRate must be a finite number >= 0. Got ${learningRate}.`,
  );
  for (const beta of [beta1, beta2])
    check(beta >= 0 && beta < 1, () => `${where}: beta1 and beta2 must lie in [0, 1). Got ${beta1} and ${beta2}.`);
  const share = every / (every + 1);
  return { learningRate: learningRate * share, beta1: beta1 ** share, beta2: beta2 ** share };
}
