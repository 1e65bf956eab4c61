import * as tf from '@tensorflow/tfjs-core';
import type { backend_util, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { pickRows } from './copyBlocks';
import { reach, type Axis, type ConvolutionGeometry } from './convolutionGeometry';
import { permute } from './permute';
import { weave, windowOf, type Span } from './window';

/** A stride-1 convolution: `dy`, the filter in the order of correlation, and how many zeros surround `dy`. */
export type Convolve = (dy: Tensor4D, filter: Tensor4D, padding: backend_util.ExplicitPadding) => Tensor;

interface Phase {
  /** The taps that reach this phase, last one first: a gradient correlates with the reversed filter. */
  readonly taps: readonly number[];
  /** The part of `dy` that the phase reads; it may begin before and end after `dy`. */
  readonly span: Span;
}

/** The input positions `q * stride + phase`: with `u` the position in the padded input, tap `k` reaches `u` from output `(u - k) / stride`. */
function phaseOf(axis: Axis, phase: number): Phase {
  const { input, filter, stride, before } = axis;
  const taps: number[] = [];
  for (let tap = (phase + before) % stride; tap < filter; tap += stride) taps.unshift(tap);
  const extent = stride === 1 ? reach(axis) : taps.length - 1;
  return { taps, span: { start: Math.floor((phase + before) / stride) - extent, size: Math.ceil(input / stride) + extent } };
}

const phasesOf = (axis: Axis): Phase[] => Array.from({ length: axis.stride }, (_, phase) => phaseOf(axis, phase));

/** How a span is reached from an axis of `length`: by cutting the axis where the span ends inside it, by padding where it leaves it. */
const cutAndPad = ({ start, size }: Span, length: number): { cut: Span; padding: [number, number] } => {
  const first = Math.max(start, 0);
  const end = Math.min(start + size, length);
  return { cut: { start: first, size: end - first }, padding: [first - start, start + size - end] };
};

function convolvePhase(dy: Tensor4D, filter: Tensor4D, rows: Span, columns: Span, convolve: Convolve): Tensor | undefined {
  const y = cutAndPad(rows, dy.shape[1]);
  const x = cutAndPad(columns, dy.shape[2]);
  if (y.cut.size <= 0 || x.cut.size <= 0) return undefined;
  return convolve(windowOf(dy, y.cut, x.cut) as Tensor4D, filter, [[0, 0], y.padding, x.padding, [0, 0]]);
}

/**
 * The gradient of a convolution's input as `strideY * strideX` convolutions of `dy`, one for each residue of the position, woven together.
 * Exact in work: no tap is multiplied in vain, whatever filter, stride and padding.
 *
 * @param taps the filter as `[filterHeight * filterWidth, …tapShape]`
 * @param tapShape the last two axes that `convolve` wants of its filter
 * @param channels those that `convolve` returns
 */
export function weavePhases(
  dy: Tensor4D,
  taps: Tensor,
  tapShape: [number, number],
  channels: number,
  geometry: ConvolutionGeometry,
  convolve: Convolve,
): Tensor {
  const { batch, height, width } = geometry;
  const shape: [number, number, number, number] = [
    batch,
    Math.ceil(height.input / height.stride),
    Math.ceil(width.input / width.stride),
    channels,
  ];
  return tf.tidy(() => {
    const phases = phasesOf(height).flatMap((row) =>
      phasesOf(width).map((column) => {
        const order = row.taps.flatMap((ky) => column.taps.map((kx) => ky * width.filter + kx));
        if (order.length === 0) return tf.zeros(shape);
        const filter = pickRows(taps, tapShape[0] * tapShape[1], order, [row.taps.length, column.taps.length, ...tapShape]) as Tensor4D;
        return convolvePhase(dy, filter, row.span, column.span, convolve) ?? tf.zeros(shape);
      }),
    );
    const woven = weave(phases, shape, height.stride, width.stride);
    return windowOf(woven, { start: 0, size: height.input }, { start: 0, size: width.input });
  });
}

/** `dy [N, h, w, K]`, `filter [kh, kw, C, K]` → `[N, H, W, C]`, by `weavePhases` with conv2d. */
export function inputGradientByPhases(dy: Tensor4D, filter: Tensor4D, geometry: ConvolutionGeometry): Tensor {
  const { inputChannels, outputChannels } = geometry;
  return tf.tidy(() =>
    weavePhases(dy, permute(filter, [0, 1, 3, 2]), [outputChannels, inputChannels], inputChannels, geometry, (part, taps, padding) =>
      tf.conv2d(part, taps, 1, padding),
    ),
  );
}
