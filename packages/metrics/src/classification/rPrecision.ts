import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { unitRows } from '../features/unitRows';

export interface RPrecisionOptions {
  /** Also the share of images whose caption is among this many best. Default: 3. */
  readonly top?: number;
}

export interface RPrecision {
  /** Share of images whose own caption is more like them than all others are: R-precision for R = 1. */
  readonly rPrecision: number;
  /** Share of images whose own caption is among the `top` best. */
  readonly recallAtTop: number;
  /** For each image how many other captions are more like it than its own. */
  readonly ranks: Int32Array;
  /** Cosine of image and candidate, `[n, candidates]`. */
  readonly similarity: Features;
}

/**
 * R-precision of images made of captions: among candidate captions, the right one and others drawn at random (AttnGAN draws 99), is the right one the
 * likest? By the cosine of the embeddings that an image and a text encoder give (AttnGAN's DAMSM), in float64.
 *
 * @param images Embeddings of the images `[n, d]`.
 * @param texts Embeddings of captions `[m, d]`.
 * @param candidates Rows of `texts`, `[n, candidates]` row by row, the right one first in each row.
 * @throws GanError unless the embeddings are rows of finite numbers of one length, none of them zeros, and the candidates are rows of the texts.
 * @see Xu et al. 2018, AttnGAN, section 4, https://arxiv.org/abs/1711.10485
 * @example
 * const rows = featureRows(Float64Array.of(1, 0, 0, 1), 2);
 * rPrecision(rows, rows, Int32Array.of(0, 1, 1, 0)).rPrecision; // 1
 */
export function rPrecision(images: Features, texts: Features, candidates: Int32Array, { top = 3 }: RPrecisionOptions = {}): RPrecision {
  const where = 'rPrecision';
  checkFeaturePair(where, images, texts, 1, ['images', 'texts']);
  const count = candidates.length / images.rows;
  check(
    Number.isInteger(count) && count >= 1,
    () => `${where}: candidates must be as many for each of ${images.rows} images. Got ${candidates.length} in all.`,
  );
  check(Number.isInteger(top) && top > 0, () => `${where}: top must be a positive integer. Got ${top}.`);
  const wrong = candidates.find((row) => row < 0 || row >= texts.rows);
  check(wrong === undefined, () => `${where}: candidates must be rows of the texts, from 0 to ${texts.rows - 1}. Got ${wrong}.`);
  const [pictures, captions] = [
    unitRows(where, 'the images', images, 'Check the encoder.'),
    unitRows(where, 'the texts', texts, 'Check the encoder.'),
  ];
  const d = images.columns;
  const similarity = new Float64Array(candidates.length);
  const ranks = new Int32Array(images.rows);
  for (let i = 0; i < candidates.length; i++) {
    const [image, text] = [Math.floor(i / count) * d, candidates[i]! * d];
    for (let k = 0; k < d; k++) similarity[i]! += pictures[image + k]! * captions[text + k]!;
  }
  for (let i = 0; i < candidates.length; i++) ranks[Math.floor(i / count)]! += Number(similarity[i]! > similarity[i - (i % count)]!);
  const below = (limit: number): number => ranks.filter((rank) => rank < limit).length / images.rows;
  return { rPrecision: below(1), recallAtTop: below(top), ranks, similarity: { rows: images.rows, columns: count, data: similarity } };
}
