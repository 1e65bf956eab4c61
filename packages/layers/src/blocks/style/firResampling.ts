import type { layers } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { upfirdn2d } from '../../resampling/upfirdn2d';

/** The low-pass filter of StyleGAN2 and R3GAN: a tent, [1, 1] convolved with [1, 2, 1]. */
export const tentTaps: readonly number[] = [1, 3, 3, 1];

/** The taps of one axis with the sum 1. */
export function normalizedTaps(where: string, taps: readonly number[]): number[] {
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  check(taps.length > 0 && Number.isFinite(total) && total !== 0, () => {
    return `${where}: filter must have taps with a sum that is not 0. Got [${taps.join(', ')}].`;
  });
  return taps.map((tap) => tap / total);
}

const around = (before: number, after: number): [[number, number], [number, number]] => [
  [before, after],
  [before, after],
];

/** Twice as large, keeping the brightness: zeros between the pixels, then the filter with four times its weight. */
export function upsampling(where: string, filter: readonly number[]): layers.Layer {
  const taps = normalizedTaps(where, filter);
  const [before, after] = [Math.floor((taps.length + 1) / 2), Math.floor((taps.length - 2) / 2)];
  return upfirdn2d({ filter: taps, up: 2, padding: around(before, after), gain: 4 });
}

/** Filtered and, where `factor` is 2, thinned to half; `margin` pixels more on each side for a kernel that follows without padding. */
export function lowPass(
  where: string,
  filter: readonly number[],
  { factor = 1, margin = 0, thin = true }: { readonly factor?: 1 | 2; readonly margin?: number; readonly thin?: boolean } = {},
): layers.Layer {
  const taps = normalizedTaps(where, filter);
  const [before, after] = [margin + Math.floor((taps.length - factor + 1) / 2), margin + Math.floor((taps.length - factor) / 2)];
  return upfirdn2d({ filter: taps, down: thin ? factor : 1, padding: around(before, after) });
}
