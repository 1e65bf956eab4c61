import { check } from '@ganblocks/core';
import type { Features } from '../features/features';
import { gaussianKernel } from './kernel';
import { squaredMmd, type SquaredMmd } from './squaredMmd';

export interface CmmdOptions {
  /** Width of the kernel. Default: 10, for CLIP embeddings of length 1. */
  readonly sigma?: number;
  /** Factor of the result. Default: 1000. */
  readonly scale?: number;
}

/**
 * CMMD: `scale` times the squared MMD with a Gaussian kernel, exp(-|x - y|^2 / (2 sigma^2)), in float64. The released code reports the biased
 * estimate, of CLIP embeddings; over other features choose a `sigma` of the size of their distances.
 *
 * @param x Features `[n, d]`.
 * @param y Features `[m, d]`.
 * @throws GanError unless both are rows of finite numbers of one length, and `sigma` is above 0.
 * @see Jayasumana et al. 2024, Rethinking FID, section 5, https://arxiv.org/abs/2401.09603
 * @example cmmd(featureRows(Float64Array.of(0), 1), featureRows(Float64Array.of(0), 1)).biased; // 0
 */
export function cmmd(x: Features, y: Features, { sigma = 10, scale = 1000 }: CmmdOptions = {}): SquaredMmd {
  check(sigma > 0 && Number.isFinite(sigma), () => `cmmd: sigma must be a finite number above 0. Got ${sigma}.`);
  const { biased, unbiased } = squaredMmd('cmmd', x, y, gaussianKernel({ sigma }));
  return { biased: scale * biased, unbiased: scale * unbiased };
}
