/** Rows and columns of a tile: its sums and what they are made of fit the registers. */
export const tileSide = 3;

/** What a tile adds up over k, of a row a and a row b: a_k b_k, or (a_k - b_k)^2. */
export type TileTerm = 'product' | 'squaredDistance';

/**
 * Adds up all pairs of three rows with three rows. Rows lie two numbers at a time beside each other, a0 a0 a1 a1 a2 a2 | a0 a0 …; `pairs` is how many twos a
 * row has. Addresses are of bytes; nine sums are written, row by row of the first.
 */
type SumTile = (a: number, b: number, pairs: number, sums: number) => void;

export interface TileModule {
  readonly memory: WebAssembly.Memory;
  readonly sum: Readonly<Record<TileTerm, SumTile>>;
}

const [I32, V128] = [0x7f, 0x7b];
const [GET, SET, TEE, CONST, ADD, SUBTRACT] = [0x20, 0x21, 0x22, 0x41, 0x6a, 0x6b];
const [FUNCTION, EMPTY, END] = [0x60, 0x40, 0x0b];
const [LOOP, REPEAT_IF] = [0x03, 0x0d];
const [LOAD_TWO, ADD_TWO, SUBTRACT_TWO, MULTIPLY_TWO] = [
  [0xfd, 0x00],
  [0xfd, 0xf0, 0x01],
  [0xfd, 0xf1, 0x01],
  [0xfd, 0xf2, 0x01],
] as const;
const [LANE, ADD_F64, STORE_F64] = [[0xfd, 0x21], 0xa0, 0x39] as const;

/** Parameters, and then locals: nine sums, three rows of a, one of b, a difference. */
const [A, B, PAIRS, SUMS, FIRST_SUM] = [0, 1, 2, 3, 4];
const FIRST_A = FIRST_SUM + tileSide * tileSide;
const ROW_B = FIRST_A + tileSide;
const DIFFERENCE = ROW_B + 1;
const STEP = 16 * tileSide;

const rows = [0, 1, 2] as const;

const addTerm = (term: TileTerm, row: number): readonly number[] =>
  term === 'product'
    ? [GET, row, GET, ROW_B, ...MULTIPLY_TWO]
    : [GET, row, GET, ROW_B, ...SUBTRACT_TWO, TEE, DIFFERENCE, GET, DIFFERENCE, ...MULTIPLY_TWO];

/**
 * The body of a `SumTile`, in WebAssembly: a loop over pairs, and then the two halves of each sum added.
 *
 * @see https://webassembly.github.io/spec/core/binary/
 */
const sumTile = (term: TileTerm): readonly number[] => [
  ...[1, FIRST_A + tileSide + 2 - FIRST_SUM, V128],
  ...[LOOP, EMPTY],
  ...rows.flatMap((i) => [GET, A, ...LOAD_TWO, 4, 16 * i, SET, FIRST_A + i]),
  ...rows.flatMap((j) => [
    ...[GET, B, ...LOAD_TWO, 4, 16 * j, SET, ROW_B],
    ...rows.flatMap((i) => {
      const sum = FIRST_SUM + tileSide * i + j;
      return [GET, sum, ...addTerm(term, FIRST_A + i), ...ADD_TWO, SET, sum];
    }),
  ]),
  ...[A, B].flatMap((at) => [GET, at, CONST, STEP, ADD, SET, at]),
  ...[GET, PAIRS, CONST, 1, SUBTRACT, TEE, PAIRS, REPEAT_IF, 0],
  END,
  ...Array.from({ length: tileSide * tileSide }, (_, i) => i).flatMap((i) => [
    ...[GET, SUMS, GET, FIRST_SUM + i, ...LANE, 0, GET, FIRST_SUM + i, ...LANE, 1, ADD_F64, STORE_F64, 3, 8 * i],
  ]),
  END,
];

/** A number as WebAssembly writes lengths. */
const length = (value: number): readonly number[] => (value < 128 ? [value] : [(value & 127) | 128, ...length(value >> 7)]);
const section = (number: number, ...items: readonly (readonly number[])[]): readonly number[] => {
  const content = [...length(items.length), ...items.flat()];
  return [number, ...length(content.length), ...content];
};
const sized = (bytes: readonly number[]): readonly number[] => [...length(bytes.length), ...bytes];
const exported = (name: string, ...what: readonly number[]): readonly number[] => [1, name.charCodeAt(0), ...what];

const binary = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [FUNCTION, 4, I32, I32, I32, I32, 0]),
    ...section(3, [0], [0]),
    ...section(5, [0, 1]),
    ...section(7, exported('m', 2, 0), exported('p', 0, 0), exported('d', 0, 1)),
    ...section(10, sized(sumTile('product')), sized(sumTile('squaredDistance'))),
  ]);

let known: TileModule | null | undefined;

/** Sums of tiles by two numbers at a time, in WebAssembly; `null` where there is none, or none with vectors. */
export const tileModule = (): TileModule | null => (known === undefined ? (known = openTileModule()) : known);

/** A module with a memory of its own. */
export const openTileModule = (): TileModule | null => {
  try {
    const { m, p, d } = new WebAssembly.Instance(new WebAssembly.Module(binary())).exports;
    return { memory: m as WebAssembly.Memory, sum: { product: p as SumTile, squaredDistance: d as SumTile } };
  } catch {
    return null;
  }
};
