import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { cellEnumeration } from './cellEnumeration';

export interface SparseAttentionGrid {
  /** Of the queries: the image's height and width. */
  readonly rows: number;
  readonly columns: number;
  /** The keys are blocks of pool × pool pixels. Default 2, as the attention's own `pool`. */
  readonly pool?: number;
}

export interface SparseAttentionPattern {
  /** `floor`: what came before in the own block; `repetitive`: the own position and the last of every block. */
  readonly pattern: 'floor' | 'repetitive';
  /** In which direction "before" and "last" are meant. */
  readonly direction: 'leftToRight' | 'rightToLeft';
  /** `grid`: positions are pixels in row-major order. `sequence`: they are the pattern's own, before it is laid over the grid. Default `grid`. */
  readonly order?: 'grid' | 'sequence';
  /** How many positions of every block `repetitive` attends to, 1 … ⌊√n⌋. Default 1. */
  readonly overlap?: number;
}

const patterns: readonly string[] = ['floor', 'repetitive'];
const directions: readonly string[] = ['leftToRight', 'rightToLeft'];

/** Throws unless both words of a pattern are known. */
export function checkSparseAttentionPattern(where: string, { pattern, direction }: SparseAttentionPattern): void {
  check(patterns.includes(pattern), () => `${where}: pattern must be 'floor' or 'repetitive'. Got '${pattern}'.`);
  check(directions.includes(direction), () => `${where}: direction must be 'leftToRight' or 'rightToLeft'. Got '${direction}'.`);
}

/** Whether one position may attend to another. */
type Rule = (to: number, from: number) => boolean;

/** Among n positions in blocks of `stride`, the last of which may be cut off: from right to left, `repetitive` asks nothing of it. */
function ruleOf(n: number, stride: number, { pattern, direction, overlap = 1 }: SparseAttentionPattern): Rule {
  const [left, inner] = [direction === 'leftToRight', stride - overlap];
  if (pattern === 'floor') {
    const same: Rule = (to, from) => Math.floor(from / stride) === Math.floor(to / stride);
    return (to, from) => same(to, from) && (left ? from <= to : from >= to);
  }
  return left
    ? (to, from) => from === to || from % stride >= inner
    : (to, from) => from === to || (from % stride < overlap && from + inner < n);
}

/** The pattern among n positions as n × n flags, row by row: rows attend to columns. */
function flagsOf(places: readonly number[], pattern: SparseAttentionPattern): Uint8Array {
  const [n, stride] = [places.length, Math.floor(Math.sqrt(places.length))];
  const { overlap = 1 } = pattern;
  check(
    Number.isInteger(overlap) && overlap >= 1 && overlap <= stride,
    () => `sparseAttentionMask: overlap must be a whole number from 1 to the blocks' ${stride} positions. Got ${overlap}.`,
  );
  const [flags, allowed] = [new Uint8Array(n * n), ruleOf(n, stride, pattern)];
  places.forEach((row, to) => {
    places.forEach((column, from) => (flags[row * n + column] = Number(allowed(to, from))));
  });
  return flags;
}

/**
 * A mask of local sparse attention. Two steps, `floor` then `repetitive`, let every position see every other where ⌊√n⌋ divides their number n,
 * as in square grids; elsewhere the last block is cut off and nothing leaves it (`hasFullInformation`).
 *
 * A pattern among n = rows · columns / pool² positions with blocks of stride ⌊√n⌋. `floor`: position i attends to the j ≤ i of its block.
 * `repetitive`: i attends to itself and to the last position (with `overlap`, positions) of every block, before it or after.
 * From right to left: to the j ≥ i of its block, and to the first of every block that is not cut off before its last.
 * Position k is the k-th cell of `cellEnumeration`, so that neighbours in the sequence are neighbours in the image.
 * Query q of a larger grid has the row q mod n.
 *
 * Shape: `[rows · columns, rows · columns / pool²]`, bool. The caller disposes.
 *
 * @throws GanError unless `pool` divides `rows` and `columns`, the pattern is known, and `overlap` fits into a block.
 * @see Daras, Odena, Zhang & Dimakis 2020, "Your Local GAN", section 3 and figures 1 to 3, https://arxiv.org/abs/1911.12287
 * @example const mask = sparseAttentionMask({ rows: 8, columns: 8, pattern: 'floor', direction: 'leftToRight' }); // [64, 16]
 */
export function sparseAttentionMask({
  rows,
  columns,
  pool = 2,
  order = 'grid',
  ...pattern
}: SparseAttentionGrid & SparseAttentionPattern): Tensor2D {
  check(
    [rows, columns].every((size) => Number.isInteger(size / pool) && size >= 1) && Number.isInteger(pool) && pool >= 1,
    () => `sparseAttentionMask: pool must divide rows and columns, whole numbers. Got pool ${pool}, a grid of ${rows} × ${columns}.`,
  );
  checkSparseAttentionPattern('sparseAttentionMask', pattern);
  const cells = cellEnumeration(rows / pool, columns / pool);
  const flags = flagsOf(order === 'grid' ? cells : cells.map((_, k) => k), { order, ...pattern });
  const repeated = new Uint8Array(flags.length * pool * pool);
  for (let start = 0; start < repeated.length; start += flags.length) repeated.set(flags, start);
  return tf.tensor2d(repeated, [rows * columns, cells.length], 'bool');
}
