import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, makeFloats, writeFloats } from './addresses';
import type { KernelModule } from './kernelModule';
import { parallel, PASS } from './parallel';
import type { Take } from './scratch';

const FLOAT = 4;

/** Upsample, filter, downsample along one axis. */
export interface AxisFilter {
  /** Correlated with the signal as they stand. */
  readonly taps: readonly number[];
  readonly up: number;
  readonly down: number;
  /** Zeros before and after; negative numbers crop. */
  readonly before: number;
  readonly after: number;
}

/** The length of an axis after its filter. */
export const filteredLength = (length: number, { taps, up, down, before, after }: AxisFilter): number =>
  Math.floor((length * up + before + after - taps.length) / down) + 1;

interface Axis {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** One axis on addresses: `x` [outer, length, inner] → `y` [outer, filtered length, inner]. */
export function filterAxis(
  module: KernelModule,
  take: Take,
  x: number,
  y: number,
  { outer, length, inner }: Axis,
  filter: AxisFilter,
): void {
  const { taps, up, down, before } = filter;
  const tapsAt = take(taps.length * 4);
  writeFloats(module, tapsAt, taps);
  const results = filteredLength(length, filter);
  const nanoseconds = results * inner * PASS * (1 + taps.length / up / 4);
  parallel(module, 'upfirdn', { count: outer, nanoseconds }, (from, to) => {
    const [source, target] = [x + from * length * inner * FLOAT, y + from * results * inner * FLOAT];
    return [source, tapsAt, target, to - from, length, inner, results, taps.length, up, down, before];
  });
}

/** upfirdn2d with a separable filter: x [N, H, W, C] → [N, H', W', C]. Its adjoint exchanges up and down and turns the taps. */
export function upfirdn2d(module: KernelModule, x: TensorInfo, vertical: AxisFilter, horizontal: AxisFilter): TensorInfo {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const [rows, columns] = [filteredLength(height, vertical), filteredLength(width, horizontal)];
  const y = makeFloats(module, [batch, rows, columns, channels]);
  module.scratch.use((take) => {
    const between = take(batch * rows * width * channels * 4);
    filterAxis(module, take, addressOf(module, x), between, { outer: batch, length: height, inner: width * channels }, vertical);
    filterAxis(module, take, between, addressOf(module, y), { outer: batch * rows, length: width, inner: channels }, horizontal);
  });
  return y;
}
