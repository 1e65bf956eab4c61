import { check } from '@ganblocks/core';
import { checkFeatureRows } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { unitRows } from '../features/unitRows';
import { forEachPairBlock } from '../linear/pairBlocks';
import { singularValues } from '../linear/singularValues';
import { gaussianKernel } from './kernel';

export interface VendiScoreOptions {
  /** 'cosine': x.y / (|x| |y|); { sigma }: exp(-|x - y|^2 / (2 sigma^2)). Default: 'cosine'. */
  readonly kernel?: 'cosine' | { readonly sigma: number };
  /** Order of the entropy; 1 is Shannon's, 2 counts common samples more, 0 the rank. Default: 1. */
  readonly order?: number;
}

export interface VendiScore {
  /** Effective number of different samples, from 1 to n. */
  readonly score: number;
  /** Of K / n, `[n]`, ascending; they sum to 1. */
  readonly eigenvalues: Float64Array;
}

/**
 * The Vendi score: exp of the entropy of the eigenvalues of K / n, K being the similarity of all pairs; of order q, (sum l^q)^(1 / (1 - q)). It
 * needs no real images. Cost: n^3 for a Gaussian kernel, n d min(n, d) for the cosine.
 *
 * @param x Features `[n, d]`.
 * @throws GanError unless x is rows of finite numbers, none of them all zeros where the kernel is the cosine.
 * @see Friedman & Dieng 2023, The Vendi Score, https://arxiv.org/abs/2210.02410; Pasarkar & Dieng 2023 for the order, https://arxiv.org/abs/2310.12952
 * @example vendiScore(featureRows(Float64Array.of(1, 0, 0, 1), 2)).score; // 2: two samples that have nothing in common
 */
export function vendiScore(x: Features, { kernel = 'cosine', order = 1 }: VendiScoreOptions = {}): VendiScore {
  checkFeatureRows('vendiScore', 'x', x);
  check(order >= 0 && Number.isFinite(order), () => `vendiScore: order must be a finite number from 0. Got ${order}.`);
  const eigenvalues = (kernel === 'cosine' ? cosineEigenvalues(x) : gaussianEigenvalues(x, kernel.sigma)).sort();
  return { score: diversity(eigenvalues, order), eigenvalues };
}

/** K = Y Y^T for rows of length 1: the eigenvalues of K / n are the squared singular values of Y over n, and zeros. */
const cosineEigenvalues = (x: Features): Float64Array => {
  const unit = unitRows('vendiScore', 'x', x, 'Use kernel: { sigma }, or other features.');
  const eigenvalues = new Float64Array(x.rows);
  eigenvalues.set(singularValues({ rows: x.rows, columns: x.columns, data: unit }).map((value) => (value * value) / x.rows));
  return eigenvalues;
};

const gaussianEigenvalues = (x: Features, sigma: number): Float64Array => {
  check(sigma > 0 && Number.isFinite(sigma), () => `vendiScore: sigma must be a finite number above 0. Got ${sigma}.`);
  const kernel = gaussianKernel({ sigma });
  const n = x.rows;
  const matrix = new Float64Array(n * n);
  forEachPairBlock(x, x, 'squaredDistance', ({ top, left, rows, columns, values }) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const similarity = kernel.value(values[i * columns + j]!) / n;
        matrix[(top + i) * n + left + j] = similarity;
        matrix[(left + j) * n + top + i] = similarity;
      }
    }
  });
  // No eigenvalue of a kernel's matrix is below 0: they are its singular values.
  return singularValues({ rows: n, columns: n, data: matrix });
};

const diversity = (eigenvalues: Float64Array, order: number): number => {
  const floor = eigenvalues.length * Number.EPSILON;
  const present = eigenvalues.filter((value) => value > floor);
  if (order === 1) return Math.exp(-present.reduce((sum, value) => sum + value * Math.log(value), 0));
  return present.reduce((sum, value) => sum + value ** order, 0) ** (1 / (1 - order));
};
