/**
 * How images are brought to the size that an extractor wants. FID depends on it, so every result states it.
 *
 * - `pilBicubic`, `pilBilinear`: as Pillow resizes floating point images, with a filter that widens when it shrinks them: "clean" FID.
 * - `bilinear`: half-pixel centres, two neighbours whatever the scale: PyTorch's `interpolate`, `align_corners=False`.
 * - `tf1Bilinear`: the same with no half pixel, x_in = x_out in / out: TensorFlow 1, inside the original FID network.
 */
export type ResizeRule = 'pilBicubic' | 'pilBilinear' | 'bilinear' | 'tf1Bilinear';

/** The rules by name. */
export const resizeRules: readonly ResizeRule[] = ['pilBicubic', 'pilBilinear', 'bilinear', 'tf1Bilinear'];

/** A filter: its half width at scale 1, and its height. */
interface Filter {
  readonly support: number;
  height(x: number): number;
}

const triangle: Filter = { support: 1, height: (x) => Math.max(0, 1 - Math.abs(x)) };

/** Keys's cubic with a = -1/2. */
const cubic: Filter = {
  support: 2,
  height(x) {
    const r = Math.abs(x);
    if (r < 1) return (1.5 * r - 2.5) * r * r + 1;
    return r < 2 ? ((-0.5 * r + 2.5) * r - 4) * r + 2 : 0;
  },
};

/**
 * The weights of `from` pixels in each of `to` pixels, `[to, from]` row by row: a resized line is this matrix times the line.
 *
 * @see Parmar, Zhang & Zhu 2022, On Aliased Resizing and Surprising Subtleties in GAN Evaluation, https://arxiv.org/abs/2104.11222; Keys 1981, Cubic
 *   convolution interpolation, https://doi.org/10.1109/TASSP.1981.1163711
 */
export const resizeWeights = (rule: ResizeRule, from: number, to: number): Float64Array => {
  const weights = new Float64Array(to * from);
  const scale = from / to;
  for (let i = 0; i < to; i++) {
    const row = weights.subarray(i * from, (i + 1) * from);
    if (rule === 'bilinear') twoNeighbours(row, Math.max(0, (i + 0.5) * scale - 0.5));
    else if (rule === 'tf1Bilinear') twoNeighbours(row, i * scale);
    else filtered(row, rule === 'pilBicubic' ? cubic : triangle, (i + 0.5) * scale, Math.max(1, scale));
  }
  return weights;
};

const twoNeighbours = (row: Float64Array, at: number): void => {
  const last = row.length - 1;
  const low = Math.min(last, Math.floor(at));
  row[low]! += 1 - (at - low);
  row[Math.min(last, low + 1)]! += at - low;
};

/** A filter `widening` times as wide around `centre`, cut at the ends, its weights made to sum to 1. */
const filtered = (row: Float64Array, filter: Filter, centre: number, widening: number): void => {
  const reach = filter.support * widening;
  const first = Math.max(0, Math.floor(centre - reach + 0.5));
  const end = Math.min(row.length, Math.floor(centre + reach + 0.5));
  let sum = 0;
  for (let x = first; x < end; x++) {
    row[x] = filter.height((x - centre + 0.5) / widening);
    sum += row[x]!;
  }
  for (let x = first; x < end; x++) row[x]! /= sum;
};
