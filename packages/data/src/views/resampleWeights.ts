/**
 * `area`: the mean of what an output pixel covers. `bilinear`: a triangle of the width of an output pixel to either side. Both antialiased.
 * `nearest`: the pixel at the centre, for maps of numbers, which have no mean.
 */
export type ResizeFilter = 'area' | 'bilinear' | 'nearest';

/** An output pixel: the weighted sum of the input pixels from `first` on; the weights sum to 1. */
export interface ResampleTap {
  readonly first: number;
  readonly weights: Float64Array;
}

/** The taps of each of `to` pixels over `from` pixels, along one axis; centres at halves, edges cut and the rest weighted anew. */
export function resampleWeights(from: number, to: number, filter: ResizeFilter): ResampleTap[] {
  const scale = from / to;
  // Where the picture grows, a triangle reaches to the neighbouring pixels and no less.
  const reach = filter === 'area' ? scale / 2 : Math.max(scale, 1);
  return Array.from({ length: to }, (_, pixel) => {
    const centre = (pixel + 0.5) * scale;
    if (filter === 'nearest') return { first: Math.min(from - 1, Math.floor(centre)), weights: Float64Array.of(1) };
    const first = Math.max(0, Math.floor(centre - reach));
    const last = Math.min(from - 1, Math.ceil(centre + reach) - 1);
    const raw = Float64Array.from({ length: last - first + 1 }, (_unused, tap) => weightAt(first + tap, centre, reach, filter));
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { first, weights: raw.map((weight) => weight / sum) };
  });
}

function weightAt(pixel: number, centre: number, reach: number, filter: ResizeFilter): number {
  if (filter === 'bilinear') return Math.max(0, 1 - Math.abs(pixel + 0.5 - centre) / reach);
  return Math.max(0, Math.min(pixel + 1, centre + reach) - Math.max(pixel, centre - reach));
}
