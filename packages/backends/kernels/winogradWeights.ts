import { Convolution } from './convolution';
import { Tap } from './gather';
import { packPanel } from './packing';
import { PANEL } from './tile';
import { originOf } from './winogradInput';
import { filterLine } from './winogradLines';
import { POINTS, TAPS, positionsOf } from './winogradTiles';

/** Bytes of the transformed weights of a panel. */
@inline
export function packedPanelBytes(side: i32, depth: i32): usize {
  return <usize>(4 * PANEL * positionsOf(side)) * depth;
}

/** Bytes that the transformed weights of some outputs take. */
export function winogradPackedBytes(side: i32, squares: i32, channels: i32, outputs: i32): usize {
  return packedPanelBytes(side, squares * channels) * (outputs / PANEL);
}

/** Bytes of work memory of `winogradWeights`. */
export function winogradWeightsWork(channels: i32): usize {
  return <usize>(TAPS + POINTS) * TAPS * channels * (4 * PANEL);
}

/** Transforms the weights of a panel into [position][squares * channels][8]. */
export function transformWeights(c: Convolution, side: i32, panel: i32, to: usize, work: usize): void {
  const first = TAPS - side;
  const bytes = (<usize>c.channels) << 5;
  const taps = work;
  const half = taps + <usize>(TAPS * TAPS) * bytes;
  const squares = c.tapCount / (side * side);
  const stride = <usize>squares * bytes;
  let tap = c.taps;
  for (let square = 0; square < squares; square++) {
    const origin = originOf(to + <usize>square * bytes, stride, first);
    for (let i = first; i < TAPS; i++) {
      for (let j = first; j < TAPS; j++) {
        const source = c.weights + changetype<Tap>(tap).weights + <usize>(panel * PANEL) * c.outputStride;
        const packed = taps + <usize>(i * TAPS + j) * bytes;
        if (changetype<Tap>(tap).weights < 0) memory.fill(packed, 0, bytes);
        else packPanel(source, c.depthStride, c.outputStride, c.channels, PANEL, packed);
        tap += offsetof<Tap>();
      }
    }
    for (let j = first; j < TAPS; j++) {
      filterLine(first, taps + <usize>j * bytes, <usize>TAPS * bytes, half + <usize>j * bytes, <usize>TAPS * bytes, bytes);
    }
    for (let i = first; i < POINTS; i++) {
      filterLine(first, half + <usize>(i * TAPS) * bytes, bytes, origin + <usize>(i * (POINTS - first)) * stride, stride, bytes);
    }
  }
}

/** Transforms the weights of the panels `from` to `to` into [panel][position][squares * channels][8]. */
export function winogradWeights(convolution: usize, side: i32, from: i32, to: i32, work: usize): void {
  const c = changetype<Convolution>(convolution);
  const bytes = packedPanelBytes(side, (c.tapCount / (side * side)) * c.channels);
  for (let panel = from; panel < to; panel++) transformWeights(c, side, panel, c.packed + <usize>panel * bytes, work);
}
