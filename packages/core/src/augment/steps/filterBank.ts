import { check } from '../../errors/index';
import type { Matrix } from '../matrix';
import { sym2 } from './wavelets';

export interface FilterBankOptions {
  /** How many bands. Default 4, as ADA has. */
  readonly bands?: number;
  /** A low-pass filter of energy 1. Default the symlet with 2 vanishing moments. */
  readonly wavelet?: readonly number[];
}

const convolve = (a: readonly number[], b: readonly number[]): number[] =>
  Array.from({ length: a.length + b.length - 1 }, (_, i) => a.reduce((sum, value, k) => sum + value * (b[i - k] ?? 0), 0));

/** Half the correlation of a filter with itself. */
const squared = (filter: readonly number[]): number[] => convolve(filter, [...filter].reverse()).map((tap) => tap / 2);

const spread = (filter: readonly number[]): number[] => filter.flatMap((tap, i) => (i === 0 ? [tap] : [0, tap]));

/** Adds a filter to the middle of another. */
const addInMiddle = (filter: readonly number[], middle: readonly number[]): number[] => {
  const first = (filter.length - middle.length) / 2;
  return filter.map((tap, i) => tap + (middle[i - first] ?? 0));
};

/**
 * Symmetric filters, one for each octave of frequencies, the lowest first; they add up to the filter that changes nothing. The lowest band is
 * Π H(z^(2^k)) H(z^(-2^k)) / 2; each octave above it has H(-z) H(-1/z) / 2 at its own scale.
 *
 * Shape: `[bands, taps]` numbers, 43 taps of each of 4 bands by default.
 *
 * @throws GanError unless there is a band, and the wavelet has an even number of taps.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", appendix B, https://arxiv.org/abs/2006.06676
 * @example augment.filterBank({ bands: 2 }).length; // 2
 */
export function filterBank({ bands = 4, wavelet = sym2 }: FilterBankOptions = {}): Matrix {
  check(Number.isInteger(bands) && bands > 0, () => `filterBank: bands must be an integer above 0. Got ${bands}.`);
  const valid = wavelet.length > 0 && wavelet.length % 2 === 0 && wavelet.every(Number.isFinite);
  check(valid, () => `filterBank: wavelet must have an even number of finite taps. Got [${wavelet.join(', ')}].`);
  const low = squared(wavelet);
  const high = squared(wavelet.map((tap, i) => (i % 2 === 0 ? tap : -tap)));
  let bank: Matrix = [[1], ...Array.from({ length: bands - 1 }, () => [0])];
  for (let band = 1; band < bands; band++) {
    const finer = bank.map((filter) => convolve(spread(filter), low));
    bank = finer.map((filter, i) => (i === band ? addInMiddle(filter, high) : filter));
  }
  return bank;
}
