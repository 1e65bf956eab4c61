import { Gather, Tap } from './gather';
import { inputLine } from './winogradLines';
import { POINTS, writeSeen } from './winogradTiles';

/** Bytes of work memory of `transformInput`. */
export function inputWork(channels: i32): usize {
  return 4 * POINTS * POINTS * (channels + 1);
}

/** Where position [0][0] would lie, which is left out with the first point. */
@inline
export function originOf(at: usize, stride: usize, first: i32): usize {
  return at - <usize>(first * (POINTS - first + 1)) * stride;
}

/** B^T d B of what a tile sees through a square of taps: a line of channels for each position, `stride` bytes apart. */
export function transformInput(grid: Gather, tap: Tap, first: i32, tile: i32, to: usize, stride: usize, work: usize): void {
  const bytes = (<usize>grid.channels) << 2;
  const seen = work;
  const half = seen + 4 * POINTS * POINTS;
  writeSeen(grid, tap, first, tile, seen);
  for (let j = first; j < POINTS; j++) {
    const d = seen + ((<usize>j) << 2);
    inputLine(
      first,
      first == 0 ? load<usize>(d) : 0,
      load<usize>(d, 24),
      load<usize>(d, 48),
      load<usize>(d, 72),
      load<usize>(d, 96),
      load<usize>(d, 120),
      half + <usize>j * bytes,
      <usize>POINTS * bytes,
      bytes,
    );
  }
  const origin = originOf(to, stride, first);
  for (let i = first; i < POINTS; i++) {
    const d = half + <usize>(i * POINTS) * bytes;
    const line = origin + <usize>(i * (POINTS - first)) * stride;
    inputLine(first, d, d + bytes, d + 2 * bytes, d + 3 * bytes, d + 4 * bytes, d + 5 * bytes, line, stride, bytes);
  }
}
