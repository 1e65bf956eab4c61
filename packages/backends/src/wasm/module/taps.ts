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

/** Taps depend on little, and are asked for at each call: they are made once. Nobody changes them. */
const made = new Map<string, readonly Tap[]>();

const keyOf = ({ filter, stride, dilation, before }: Axis): string => `${filter} ${stride} ${dilation} ${before}`;

function remembered(key: string, make: () => readonly Tap[]): readonly Tap[] {
  const known = made.get(key);
  if (known) return known;
  const taps = make();
  made.set(key, taps);
  return taps;
}

const axisTaps = ({ filter, dilation, before }: Axis): AxisTap[] =>
  Array.from({ length: filter }, (_, index) => ({ offset: index * dilation - before, index }));

const crossed = (rows: readonly AxisTap[], columns: readonly AxisTap[], width: number): Tap[] =>
  rows.flatMap((row) => columns.map((column) => ({ row: row.offset, column: column.offset, index: row.index * width + column.index })));

/** What an output pixel sees of the input. */
export const forwardTaps = ({ height, width }: ConvolutionGeometry): readonly Tap[] =>
  remembered(`${keyOf(height)} ${keyOf(width)}`, () => crossed(axisTaps(height), axisTaps(width), width.filter));

/** Input position `first + q * stride` was seen by output `q + offset` through tap `index`. */
const phaseTaps = ({ filter, stride, dilation, before }: Axis, first: number): AxisTap[] =>
  Array.from({ length: filter }, (_, index) => ({ offset: (first + before - index * dilation) / stride, index })).filter(({ offset }) =>
    Number.isInteger(offset),
  );

const phasesOf = ({ input, stride }: Axis): { readonly first: number; readonly count: number }[] =>
  Array.from({ length: Math.min(stride, input) }, (_, first) => ({ first, count: Math.ceil((input - first) / stride) }));

/** The input gradient as convolutions of the output's gradient, one for each phase of the strides. */
export const inputGradientPhases = ({ height, width }: ConvolutionGeometry): Phase[] =>
  phasesOf(height).flatMap((vertical) =>
    phasesOf(width).map((horizontal) => ({
      firstRow: vertical.first,
      firstColumn: horizontal.first,
      rows: vertical.count,
      columns: horizontal.count,
      taps: remembered(`${keyOf(height)} ${keyOf(width)} ${vertical.first} ${horizontal.first}`, () =>
        crossed(phaseTaps(height, vertical.first), phaseTaps(width, horizontal.first), width.filter),
      ),
    })),
  );
