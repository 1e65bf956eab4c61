import { Convolution } from './convolution';
import { Tap } from './gather';
import { PANEL } from './tile';

/** Bytes of a packed panel: eight biases, then [taps][depth][8]. */
@inline
export function panelBytes(taps: i32, depth: i32): usize {
  return 32 + ((<usize>(taps * depth)) << 5);
}

/** Bytes that the packed weights of a convolution take. */
export function packedBytes(taps: i32, depth: i32, outputs: i32): usize {
  return panelBytes(taps, depth) * ((outputs + PANEL - 1) / PANEL);
}

/** Eight neighbouring outputs of each of `depth` channels that lie `stride` apart. */
function copyRows(source: usize, stride: usize, depth: i32, packed: usize): void {
  const end = packed + ((<usize>depth) << 5);
  for (; packed < end; packed += 32) {
    v128.store(packed, v128.load(source));
    v128.store(packed, v128.load(source, 16), 16);
    source += stride;
  }
}

/** Transposes four rows that lie `stride` apart into four rows that lie `packedStride` apart. */
@inline
export function transpose4(source: usize, stride: usize, packed: usize, packedStride: usize): void {
  const r0 = v128.load(source);
  const r1 = v128.load(source + stride);
  const r2 = v128.load(source + 2 * stride);
  const r3 = v128.load(source + 3 * stride);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(packed, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(packed + packedStride, v128.shuffle<f64>(low01, low23, 1, 3));
  v128.store(packed + 2 * packedStride, v128.shuffle<f64>(high01, high23, 0, 2));
  v128.store(packed + 3 * packedStride, v128.shuffle<f64>(high01, high23, 1, 3));
}

/** Eight rows of `depth` neighbouring channels, that lie `stride` apart, as columns. */
function turnRows(source: usize, stride: usize, depth: i32, packed: usize): void {
  let d = 0;
  for (; d + 4 <= depth; d += 4) {
    transpose4(source, stride, packed, 32);
    transpose4(source + 4 * stride, stride, packed + 16, 32);
    source += 16;
    packed += 128;
  }
  for (; d < depth; d++) {
    for (let o = 0; o < PANEL; o++) store<f32>(packed + ((<usize>o) << 2), load<f32>(source + <usize>o * stride));
    source += 4;
    packed += 32;
  }
}

/** Any strides, and zeros for the outputs that the last panel has too many. */
function copyStrided(source: usize, depthStride: usize, outputStride: usize, depth: i32, outputs: i32, packed: usize): void {
  for (let d = 0; d < depth; d++) {
    for (let o = 0; o < PANEL; o++) {
      store<f32>(packed + ((<usize>o) << 2), o < outputs ? load<f32>(source + <usize>o * outputStride) : 0);
    }
    source += depthStride;
    packed += 32;
  }
}

/** Packs channels by outputs, whichever of them is the inner axis, into a panel [depth][8]. */
export function packPanel(source: usize, depthStride: usize, outputStride: usize, depth: i32, outputs: i32, packed: usize): void {
  if (outputs < PANEL) copyStrided(source, depthStride, outputStride, depth, outputs, packed);
  else if (outputStride == 4) copyRows(source, depthStride, depth, packed);
  else if (depthStride == 4) turnRows(source, outputStride, depth, packed);
  else copyStrided(source, depthStride, outputStride, depth, PANEL, packed);
}

/** Packs the weights of the panels `from` to `to`. */
export function packWeights(convolution: usize, from: i32, to: i32): void {
  const c = changetype<Convolution>(convolution);
  const depth = c.channels;
  for (let panel = from; panel < to; panel++) {
    const first = panel * PANEL;
    const outputs = min(PANEL, c.outputs - first);
    let packed = c.packed + <usize>panel * panelBytes(c.tapCount, depth);
    for (let o = 0; o < PANEL; o++) {
      store<f32>(packed + ((<usize>o) << 2), c.bias && o < outputs ? load<f32>(c.bias + ((<usize>(first + o)) << 2)) : 0);
    }
    packed += 32;
    let tap = c.taps;
    for (let t = 0; t < c.tapCount; t++) {
      const source = c.weights + changetype<Tap>(tap).weights + <usize>first * c.outputStride;
      packPanel(source, c.depthStride, c.outputStride, depth, outputs, packed);
      packed += (<usize>depth) << 5;
      tap += offsetof<Tap>();
    }
  }
}
