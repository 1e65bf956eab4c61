import { check } from '@ganblocks/core';
import { checkImagePair, type Images } from '../features/images';
import { halved, structureOf, type Constants, type Structure } from './structure';

export interface MsSsimOptions {
  /** What the values span. Default: 255; 2 for images in [-1, 1], which are to be moved to [0, 2] first. */
  readonly range?: number;
  /** Exponents of the scales, the finest first. Default: the five of the paper. */
  readonly weights?: readonly number[];
  /**
   * Whether the scales are multiplied of each image ('image', as TensorFlow and ProGAN have it), or of each of its channels ('channel', as most PyTorch
   * code has it). Default: 'image'.
   */
  readonly per?: 'image' | 'channel';
  /** Constant of luminance, as a share of the range. Default: 0.01. */
  readonly k1?: number;
  /** Constant of contrast, as a share of the range. Default: 0.03. */
  readonly k2?: number;
}

export interface MsSsim {
  /** Mean over the pairs; 1 for equal images. */
  readonly mean: number;
  /** Of each pair, `[N]`. */
  readonly perImage: Float64Array;
}

/** Exponents of the five scales, from the paper. */
export const msSsimWeights: readonly number[] = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

/**
 * Multi-scale structural similarity of pairs of images: contrast and structure at each scale, luminance at the coarsest, to the power of the weights and
 * multiplied; each scale has half the size of the one before. Among samples of a class a low mean says that they differ (AC-GAN). In float64.
 *
 * @param a `[N, H, W, C]`, values from 0 to `range`.
 * @param b The other images of the pairs.
 * @throws GanError unless both are finite images of one shape, large enough to be halved so often.
 * @see Wang, Simoncelli & Bovik 2003, Multi-scale structural similarity, https://doi.org/10.1109/ACSSC.2003.1292216; Odena, Olah & Shlens 2017, AC-GAN,
 *   section 4.2, https://arxiv.org/abs/1610.09585
 * @example
 * const image = { shape: [1, 16, 16, 1] as const, data: Float32Array.from({ length: 256 }, (_, i) => i) };
 * msSsim(image, image).mean > 1 - 1e-12; // true
 */
export function msSsim(
  a: Images,
  b: Images,
  { range = 255, weights = msSsimWeights, per = 'image', k1 = 0.01, k2 = 0.03 }: MsSsimOptions = {},
): MsSsim {
  checkImagePair('msSsim', a, b);
  check(range > 0 && Number.isFinite(range), () => `msSsim: range must be a finite number above 0. Got ${range}.`);
  const [count, height, width, channels] = a.shape;
  const least = 2 ** (weights.length - 1);
  check(
    weights.length > 0 && Math.min(height, width) >= least,
    () => `msSsim: ${weights.length} scales need images of ${least} x ${least} at least. Got ${height} x ${width}. Pass fewer weights.`,
  );
  const perImage = Float64Array.from({ length: count }, (_, n) => {
    const planes = Array.from({ length: channels }, (_none, c) =>
      scalesOf(planeOf(a, n, c), planeOf(b, n, c), height, width, weights.length, { range, k1, k2 }),
    );
    if (per === 'channel') return mean(planes.map((scales) => product(scales, weights)));
    return product(
      weights.map((_weight, level) => ({
        ssim: mean(planes.map((scales) => scales[level]!.ssim)),
        contrast: mean(planes.map((scales) => scales[level]!.contrast)),
      })),
      weights,
    );
  });
  return { mean: mean([...perImage]), perImage };
}

/**
 * Structural similarity of pairs of images at their own scale; see `msSsim`.
 *
 * @throws GanError unless both are finite images of one shape.
 */
export function ssim(a: Images, b: Images, options: Pick<MsSsimOptions, 'range' | 'k1' | 'k2'> = {}): MsSsim {
  return msSsim(a, b, { ...options, weights: [1] });
}

const planeOf = ({ shape: [, height, width, channels], data }: Images, n: number, c: number): Float64Array =>
  Float64Array.from({ length: height * width }, (_, i) => data[(n * height * width + i) * channels + c]!);

const scalesOf = (
  a: Float64Array,
  b: Float64Array,
  height: number,
  width: number,
  levels: number,
  constants: Constants,
): readonly Structure[] => {
  const scales: Structure[] = [];
  let [x, y, h, w] = [a, b, height, width];
  for (let level = 0; level < levels; level++) {
    if (level > 0) [x, y, h, w] = [halved(x, h, w), halved(y, h, w), Math.floor(h / 2), Math.floor(w / 2)];
    scales.push(structureOf(x, y, h, w, constants));
  }
  return scales;
};

/** Luminance counts at the coarsest scale alone. What is below 0, of images that are opposites, counts as 0. */
const product = (scales: readonly Structure[], weights: readonly number[]): number =>
  scales.reduce((total, { ssim: whole, contrast }, level) => {
    const value = level === scales.length - 1 ? whole : contrast;
    return total * Math.max(0, value) ** weights[level]!;
  }, 1);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
