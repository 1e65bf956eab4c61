import type { Block } from './block';
import { tileSide, type TileModule, type TileTerm } from './tileModule';

interface RowTiles {
  readonly term: TileTerm;
  readonly rowsA: number;
  readonly rowsB: number;
  readonly length: number;
  readonly sign: 1 | -1;
}

/** Numbers of a row that are summed at a time: three rows of so many stay in the first cache. */
const depth = 256;

/** Numbers from a pair of a row to its next one. */
const step = 2 * tileSide;

/** Bytes that the nine sums have to themselves, in front of the rows. */
const front = 128;

/**
 * c[i, j] += sign * sum_k term(a[i, k], b[j, k]), by the tiles of a module. Every element is summed in the same order wherever it stands, so that equal rows
 * give equal sums.
 */
export const addRowTiles = ({ memory, sum }: TileModule, c: Block, a: Block, b: Block, { term, sign, ...shape }: RowTiles): void => {
  const { rowsA, rowsB, length } = shape;
  const [tilesA, tilesB] = [Math.ceil(rowsA / tileSide), Math.ceil(rowsB / tileSide)];
  const add = sum[term];
  for (let from = 0; from < length; from += depth) {
    const count = Math.min(depth, length - from);
    const pairs = Math.ceil(count / 2);
    const bytesOfTile = 16 * tileSide * pairs;
    const startB = front + tilesA * bytesOfTile;
    const numbers = roomFor(memory, startB + tilesB * bytesOfTile);
    packRows(numbers, front / 8, a, rowsA, from, count);
    packRows(numbers, startB / 8, b, rowsB, from, count);
    for (let s = 0; s < tilesA; s++) {
      for (let t = 0; t < tilesB; t++) {
        add(front + s * bytesOfTile, startB + t * bytesOfTile, pairs, 0);
        addTile(c, numbers, s * tileSide, t * tileSide, rowsA, rowsB, sign);
      }
    }
  }
};

const roomFor = (memory: WebAssembly.Memory, bytes: number): Float64Array => {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  return new Float64Array(memory.buffer);
};

/** Three rows beside each other, two numbers at a time, filled up with zeros. */
const packRows = (numbers: Float64Array, start: number, rowsOf: Block, rows: number, from: number, count: number): void => {
  const { data, start: first, stride } = rowsOf;
  const [whole, pairs] = [count >> 1, (count + 1) >> 1];
  const sizeOfTile = step * pairs;
  const tiles = Math.ceil(rows / tileSide);
  if (rows % tileSide !== 0) numbers.fill(0, start + (tiles - 1) * sizeOfTile, start + tiles * sizeOfTile);
  for (let i = 0; i < rows; i++) {
    let at = start + Math.floor(i / tileSide) * sizeOfTile + 2 * (i % tileSide);
    let k = first + i * stride + from;
    for (let pair = 0; pair < whole; pair++, k += 2, at += step) {
      numbers[at] = data[k]!;
      numbers[at + 1] = data[k + 1]!;
    }
    if (whole === pairs) continue;
    numbers[at] = data[k]!;
    numbers[at + 1] = 0;
  }
};

const addTile = (c: Block, sums: Float64Array, top: number, left: number, rows: number, columns: number, sign: number): void => {
  const { data, start, stride } = c;
  const at = start + top * stride + left;
  if (top + tileSide <= rows && left + tileSide <= columns) {
    const [second, third] = [at + stride, at + 2 * stride];
    data[at]! += sign * sums[0]!;
    data[at + 1]! += sign * sums[1]!;
    data[at + 2]! += sign * sums[2]!;
    data[second]! += sign * sums[3]!;
    data[second + 1]! += sign * sums[4]!;
    data[second + 2]! += sign * sums[5]!;
    data[third]! += sign * sums[6]!;
    data[third + 1]! += sign * sums[7]!;
    data[third + 2]! += sign * sums[8]!;
    return;
  }
  for (let i = 0; i < Math.min(tileSide, rows - top); i++) {
    for (let j = 0; j < Math.min(tileSide, columns - left); j++) data[at + i * stride + j]! += sign * sums[i * tileSide + j]!;
  }
};
