import type { Sight } from './records';
import type { Tap } from './taps';

/**
 * Taps as squares of `side` x `side` neighbours on the lattice of the strides: one square after the other, each in the order of its places. What a
 * square lacks in its last rows or columns is filled up by taps of index -1, which have no weights.
 */
export interface Squares {
  readonly side: number;
  readonly count: number;
  readonly taps: readonly Tap[];
  /** Of a channel and an output in a tile of 4x4 results, by Winograd's F(4x4, side x side). */
  readonly products: number;
}

/** Neighbours on a lattice, in the order of their places. */
interface Rectangle {
  readonly rows: number;
  readonly columns: number;
  readonly taps: readonly Tap[];
}

interface Strides {
  readonly height: number;
  readonly width: number;
}

const place = (a: Tap, b: Tap): number => a.row - b.row || a.column - b.column;

const remainder = (offset: number, stride: number): number => ((offset % stride) + stride) % stride;

/** The taps that see the same of the pixels of every `stride`-th row and column. */
function lattices(taps: readonly Tap[], { height, width }: Strides): Tap[][] {
  const groups: Tap[][] = Array.from({ length: height * width }, () => []);
  for (const tap of taps) groups[remainder(tap.row, height) * width + remainder(tap.column, width)]!.push(tap);
  return groups.filter(({ length }) => length > 0).map((group) => group.sort(place));
}

function rectangleOf(taps: readonly Tap[], { height, width }: Strides): Rectangle | undefined {
  const first = taps[0]!;
  const columns = taps.filter(({ row }) => row === first.row).length;
  const isRectangle = taps.every(
    ({ row, column }, i) => row === first.row + Math.floor(i / columns) * height && column === first.column + (i % columns) * width,
  );
  return isRectangle && taps.length % columns === 0 ? { rows: taps.length / columns, columns, taps } : undefined;
}

function filledUp({ rows, columns, taps }: Rectangle, side: number, { height, width }: Strides): Tap[] {
  const first = taps[0]!;
  return Array.from({ length: side * side }, (_, i) => {
    const [down, across] = [Math.floor(i / side), i % side];
    if (down < rows && across < columns) return taps[down * columns + across]!;
    return { row: first.row + down * height, column: first.column + across * width, index: -1 };
  });
}

function findSquares(taps: readonly Tap[], strides: Strides): Squares | undefined {
  const found = lattices(taps, strides).map((group) => rectangleOf(group, strides));
  const rectangles = found.filter((rectangle) => rectangle !== undefined);
  const side = Math.max(...rectangles.flatMap(({ rows, columns }) => [rows, columns]));
  if (rectangles.length < found.length || (side !== 2 && side !== 3)) return undefined;
  const points = side + 3;
  // Those with a last row stand together, and those with a last column: at the points of infinity the others count for nothing.
  const order = ({ rows, columns }: Rectangle): number => (rows < side ? (columns < side ? 3 : 0) : columns < side ? 2 : 1);
  const inOrder = rectangles.sort((a, b) => order(a) - order(b));
  return {
    side,
    count: inOrder.length,
    taps: inOrder.flatMap((rectangle) => filledUp(rectangle, side, strides)),
    products: inOrder.reduce((sum, { rows, columns }) => sum + (points - Number(rows < side)) * (points - Number(columns < side)), 0),
  };
}

interface Found extends Strides {
  readonly squares: Squares | undefined;
}

/** What was found for taps that live on, and with which strides. */
const known = new WeakMap<readonly Tap[], Found>();

/** The taps of a sight as squares of two or three to a side; undefined where they are not. */
export function squaresOf({ taps, strideHeight: height = 1, strideWidth: width = 1 }: Sight): Squares | undefined {
  if (taps.length < 2) return undefined;
  const last = known.get(taps);
  if (last?.height === height && last.width === width) return last.squares;
  const squares = findSquares(taps, { height, width });
  known.set(taps, { height, width, squares });
  return squares;
}
