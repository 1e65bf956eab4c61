import type { Cell, Sheet, Words } from './sheet';

export interface Grid {
  /** Row by row. */
  readonly rows: readonly { readonly label?: string; readonly cells: readonly Cell[] }[];
  readonly cellSize: number;
  /** Pixels for the labels of the rows. Default: none. */
  readonly labelWidth?: number;
  /** Cells that belong together; a wider gap comes behind each so many. Default: all. */
  readonly together?: number;
  /** What stands above: words, and how many columns they are for. */
  readonly heads?: readonly { readonly text: string; readonly columns: number }[];
  readonly colours?: number;
}

const GAP = 4;
const WIDE_GAP = 16;
const HEAD = 20;

/** Rows of cells with labels. */
export function gridSheet({ rows, cellSize, labelWidth = 0, together = Number.POSITIVE_INFINITY, heads = [], colours }: Grid): Sheet {
  const columns = Math.max(...rows.map(({ cells }) => cells.length));
  const xOf = (column: number): number => labelWidth + GAP + column * (cellSize + GAP) + Math.floor(column / together) * (WIDE_GAP - GAP);
  const top = heads.length > 0 ? HEAD : GAP;
  const yOf = (row: number): number => top + row * (cellSize + GAP);
  const labels = rows.flatMap(({ label }, row): Words[] =>
    label === undefined ? [] : [{ text: label, x: 2, y: yOf(row) + cellSize / 2 + 4 }],
  );
  return {
    width: xOf(columns - 1) + cellSize + GAP,
    height: yOf(rows.length),
    cellSize,
    cells: rows.flatMap(({ cells }, row) => cells.map((cell, column) => ({ ...cell, x: xOf(column), y: yOf(row) }))),
    words: [...labels, ...headWords(heads, xOf, cellSize)],
    ...(colours === undefined ? {} : { colours }),
  };
}

function headWords(heads: NonNullable<Grid['heads']>, xOf: (column: number) => number, cellSize: number): Words[] {
  let column = 0;
  return heads.map(({ text, columns }) => {
    const middle = (xOf(column) + xOf(column + columns - 1) + cellSize) / 2;
    column += columns;
    return { text, x: middle, y: HEAD - 6, anchor: 'middle', bold: true };
  });
}
