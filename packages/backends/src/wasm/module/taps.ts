import type { Axis, ConvolutionGeometry } from '../convolutionGeometry';

/** What a tap of the filter adds to a pixel's position, and its place among the taps of the filter, [height, width]. */
export interface Tap {
  readonly row: number;
  readonly column: number;
  readonly index: number;
}

/** The pixels of an image that see the same taps: every `stride`-th from `first` on. */
export interface Phase {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly rows: number;
  readonly columns: number;
  readonly taps: readonly Tap[];
}

interface AxisTap {
  readonly offset: number;
  readonly index: number;
}

interface AxisPhase {
  readonly first: number;
  readonly count: number;
  readonly taps: readonly AxisTap[];
}

const axisTaps = ({ filter, dilation, before }: Axis): AxisTap[] =>
  Array.from({ length: filter }, (_, index) => ({ offset: index * dilation - before, index }));

const crossed = (rows: readonly AxisTap[], columns: readonly AxisTap[], width: number): Tap[] =>
  rows.flatMap((row) => columns.map((column) => ({ row: row.offset, column: column.offset, index: row.index * width + column.index })));

/** What an output pixel sees of the input. */
export const forwardTaps = ({ height, width }: ConvolutionGeometry): Tap[] => crossed(axisTaps(height), axisTaps(width), width.filter);

/** Input position `first + q * stride` was seen by output `q + offset` through tap `index`. */
const axisPhases = ({ input, filter, stride, dilation, before }: Axis): AxisPhase[] =>
  Array.from({ length: Math.min(stride, input) }, (_, first) => ({
    first,
    count: Math.ceil((input - first) / stride),
    taps: Array.from({ length: filter }, (_none, index) => ({ offset: (first + before - index * dilation) / stride, index })).filter(
      ({ offset }) => Number.isInteger(offset),
    ),
  }));

/** The input gradient as convolutions of the output's gradient, one for each phase of the strides. */
export const inputGradientPhases = ({ height, width }: ConvolutionGeometry): Phase[] =>
  axisPhases(height).flatMap((vertical) =>
    axisPhases(width).map((horizontal) => ({
      firstRow: vertical.first,
      firstColumn: horizontal.first,
      rows: vertical.count,
      columns: horizontal.count,
      taps: crossed(vertical.taps, horizontal.taps, width.filter),
    })),
  );
