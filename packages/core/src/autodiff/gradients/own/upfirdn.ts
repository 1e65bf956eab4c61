import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../../engine';
import { type Attributes, linear, run } from '../build';

/** One axis of `GanUpfirdn`: up - 1 zeros behind each element, zeros around (a crop where negative), correlation with the taps, every down-th. */
export interface AxisFilter {
  readonly taps: readonly number[];
  readonly up: number;
  readonly down: number;
  readonly before: number;
  readonly after: number;
}

/** What the kernel is told, besides x `[N, H, W, C]`. */
interface UpfirdnAttributes {
  readonly vertical: AxisFilter;
  readonly horizontal: AxisFilter;
  /** [H, W] of x. */
  readonly size: readonly [number, number];
}

/** y[m] = Σ x[l] · taps[l·up - m·down + before]: dx is the same of dy with up and down exchanged and the taps turned. */
function adjointFilter({ taps, up, down, before }: AxisFilter, length: number, results: number): AxisFilter {
  const lead = taps.length - 1 - before;
  return { taps: [...taps].reverse(), up: down, down: up, before: lead, after: (length - 1) * up + taps.length - results * down - lead };
}

/** Upsample, filter, downsample along both axes: linear, and its gradient is the same kernel. */
export const upfirdn: Gradient = linear('GanUpfirdn', (dy: Tensor, attributes) => {
  const { vertical, horizontal, size } = attributes as unknown as UpfirdnAttributes;
  const results: [number, number] = [dy.shape[1] ?? 0, dy.shape[2] ?? 0];
  const adjoint: UpfirdnAttributes = {
    vertical: adjointFilter(vertical, size[0], results[0]),
    horizontal: adjointFilter(horizontal, size[1], results[1]),
    size: results,
  };
  return run('GanUpfirdn', { x: dy }, adjoint as unknown as Attributes);
});
