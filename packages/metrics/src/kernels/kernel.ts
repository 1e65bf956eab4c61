import type { PairValue } from '../linear/pairBlocks';

/** A positive definite kernel of two rows: a function of their inner product, or of their squared distance. */
export interface Kernel {
  readonly of: PairValue;
  /** k as a function of that number. */
  value(pair: number): number;
}

/** k(x, y) = (gamma x.y + coefficient)^degree. */
export const polynomialKernel = ({
  gamma,
  coefficient,
  degree,
}: {
  readonly gamma: number;
  readonly coefficient: number;
  readonly degree: number;
}): Kernel => ({
  of: 'product',
  value(product) {
    const base = gamma * product + coefficient;
    // A power costs more than the rest of a pair of short rows.
    return degree === 3 ? base * base * base : base ** degree;
  },
});

/** k(x, y) = exp(-|x - y|^2 / (2 sigma^2)). */
export const gaussianKernel = ({ sigma }: { readonly sigma: number }): Kernel => ({
  of: 'squaredDistance',
  value: (distance) => Math.exp(-distance / (2 * sigma * sigma)),
});
