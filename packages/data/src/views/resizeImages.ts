import { check } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { resampleWeights } from './resampleWeights';
import type { ResampleTap, ResizeFilter } from './resampleWeights';
import { mapImages } from './viewTable';

/** The new size: a square, or both sides. */
export type ImageSize = { readonly resolution: number } | { readonly height: number; readonly width: number };

export type ResizeImagesOptions = ImageSize & {
  /** Default: 'area'. It is recorded: FID between images of different filters measures the filters too. */
  readonly filter?: ResizeFilter;
};

/**
 * Images of another size, antialiased: `area` averages what an output pixel covers, `bilinear` weights by a triangle that widens as images shrink (as
 * Pillow's BILINEAR does; not tfjs's resizeBilinear, which skips pixels). Computed in float64, rounded once. Maps of numbers need `nearest`, which
 * averages nothing. Sides are scaled each by itself: crop first to keep proportions.
 *
 * It is done again at each reading; `inMemory` keeps the result.
 *
 * @throws GanError unless the sizes are whole numbers above 0.
 * @see Parmar et al. 2022, "On Aliased Resizing and Surprising Subtleties in GAN Evaluation", https://arxiv.org/abs/2104.11222
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const small = resizeImages(table, { resolution: 2 });
 */
export function resizeImages(table: ImageTable, { filter = 'area', ...size }: ResizeImagesOptions): ImageTable {
  const { height, width } = 'resolution' in size ? { height: size.resolution, width: size.resolution } : size;
  const valid = [height, width].every((side) => Number.isSafeInteger(side) && side > 0);
  check(valid, () => `resizeImages: sizes must be whole numbers above 0. Got ${height} x ${width}.`);
  check(
    ['area', 'bilinear', 'nearest'].includes(filter),
    () => `resizeImages: filter must be 'area', 'bilinear' or 'nearest'. Got '${filter}'. Leave it out for 'area'.`,
  );
  const [fromHeight, fromWidth, channels] = table.imageShape;
  const columns = resampleWeights(fromWidth, width, filter);
  const rows = resampleWeights(fromHeight, height, filter);
  const step = { view: 'resize', filter, antialiased: filter !== 'nearest', from: [fromHeight, fromWidth], to: [height, width] };
  const narrowed = new Float64Array(fromHeight * width * channels);
  return mapImages(table, step, [height, width, channels], (from, to) => {
    resampleLines(from, narrowed, columns, { lines: fromHeight, length: fromWidth, stride: channels });
    resampleLines(narrowed, to, rows, { lines: 1, length: fromHeight, stride: width * channels });
  });
}

/** `lines` arrays `[length, stride]` → `[taps, stride]`; bytes are rounded, which Uint8Array alone would not do. */
function resampleLines(
  from: ArrayLike<number>,
  to: Uint8Array | Float64Array,
  taps: readonly ResampleTap[],
  { lines, length, stride }: { lines: number; length: number; stride: number },
): void {
  const half = to instanceof Uint8Array ? 0.5 : 0;
  let at = 0;
  for (let line = 0; line < lines; line++)
    for (const { first, weights } of taps)
      for (let i = 0; i < stride; i++) {
        const start = (line * length + first) * stride + i;
        let sum = half;
        for (let tap = 0; tap < weights.length; tap++) sum += (weights[tap] ?? 0) * (from[start + tap * stride] ?? 0);
        to[at++] = sum;
      }
}
