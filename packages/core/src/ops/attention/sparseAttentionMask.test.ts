import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cellEnumeration } from './cellEnumeration';
import { hasFullInformation } from './hasFullInformation';
import { sparseAttentionMask, type SparseAttentionPattern } from './sparseAttentionMask';
import { sparseAttentionMasks } from './sparseAttentionMasks';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

/** Rows of # (may attend) and . (may not). */
function drawn(mask: tf.Tensor2D): string[] {
  const flags = [...mask.dataSync()];
  return Array.from({ length: mask.shape[0] }, (_, row) =>
    flags
      .slice(row * mask.shape[1], (row + 1) * mask.shape[1])
      .map((flag) => (flag ? '#' : '.'))
      .join(''),
  );
}
const grid = { rows: 2, columns: 2, pool: 1 };
const patterns = (['leftToRight', 'rightToLeft'] as const).flatMap((direction) =>
  (['floor', 'repetitive'] as const).map((pattern): SparseAttentionPattern => ({ direction, pattern })),
);

describe('cellEnumeration', () => {
  test('goes by distance from the corner, then down', () => {
    expect(cellEnumeration(3, 3)).toEqual([0, 1, 3, 2, 4, 6, 5, 7, 8]);
    expect(cellEnumeration(1, 3)).toEqual([0, 1, 2]);
  });

  test('teaches', () => {
    expect(() => cellEnumeration(0, 2)).toThrow('cellEnumeration: rows and columns must be whole numbers of at least 1. Got 0 and 2.');
  });
});

describe('sparseAttentionMask', () => {
  test('has the four patterns, in their own order', () => {
    const [leftFloor, left, rightFloor, right] = patterns.map((one) => drawn(sparseAttentionMask({ ...grid, ...one, order: 'sequence' })));
    expect(leftFloor).toEqual(['#...', '##..', '..#.', '..##']);
    expect(left).toEqual(['##.#', '.#.#', '.###', '.#.#']);
    expect(rightFloor).toEqual(['##..', '.#..', '..##', '...#']);
    expect(right).toEqual(['#.#.', '###.', '#.#.', '#.##']);
  });

  test('keeps the blocks of either direction where the last is cut off', () => {
    const six = { rows: 1, columns: 7, pool: 1, order: 'sequence' } as const;
    const [leftFloor, left, rightFloor, right] = patterns.map((one) => drawn(sparseAttentionMask({ ...six, ...one })));
    expect(leftFloor).toEqual(['#......', '##.....', '..#....', '..##...', '....#..', '....##.', '......#']);
    expect(rightFloor).toEqual(['##.....', '.#.....', '..##...', '...#...', '....##.', '.....#.', '......#']);
    expect([left?.[6], right?.[6], right?.[0]]).toEqual(['.#.#.##', '#.#.#.#', '#.#.#..']);
  });

  test('repeats as many positions of a block as asked', () => {
    const nine = { rows: 3, columns: 3, pool: 1, order: 'sequence', pattern: 'repetitive', overlap: 2 } as const;
    expect(drawn(sparseAttentionMask({ ...nine, direction: 'leftToRight' }))[3]).toBe('.#####.##');
    expect(drawn(sparseAttentionMask({ ...nine, direction: 'rightToLeft' }))[5]).toBe('##.#####.');
  });

  test('lays a pattern over the grid by the enumeration of its cells', () => {
    const [order, n] = [cellEnumeration(3, 4), 12];
    const plain = { rows: 3, columns: 4, pool: 1, pattern: 'repetitive', direction: 'leftToRight' } as const;
    const [laid, sequence] = [drawn(sparseAttentionMask(plain)), drawn(sparseAttentionMask({ ...plain, order: 'sequence' }))];
    for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) expect(laid[order[a]!]![order[b]!]).toBe(sequence[a]![b]);
  });

  test('repeats the pattern of pooled keys along the queries', () => {
    const one = { pattern: 'floor', direction: 'leftToRight' } as const;
    const pooled = drawn(sparseAttentionMask({ rows: 4, columns: 4, ...one }));
    const plain = drawn(sparseAttentionMask({ ...grid, ...one }));
    expect(pooled).toEqual([...plain, ...plain, ...plain, ...plain]);
  });

  test('leaves one tensor, and teaches', () => {
    const before = tf.memory().numTensors;
    sparseAttentionMask({ ...grid, pattern: 'floor', direction: 'leftToRight' }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => sparseAttentionMask({ rows: 3, columns: 4, pattern: 'floor', direction: 'leftToRight' })).toThrow(
      'sparseAttentionMask: pool must divide rows and columns, whole numbers. Got pool 2, a grid of 3 × 4.',
    );
    expect(() => sparseAttentionMask({ ...grid, pattern: 'flor' as 'floor', direction: 'leftToRight' })).toThrow(
      "sparseAttentionMask: pattern must be 'floor' or 'repetitive'. Got 'flor'.",
    );
    expect(() => sparseAttentionMask({ ...grid, pattern: 'floor', direction: 'left' as 'leftToRight' })).toThrow("Got 'left'.");
    expect(() => sparseAttentionMask({ ...grid, pattern: 'repetitive', direction: 'leftToRight', overlap: 3 })).toThrow(
      "sparseAttentionMask: overlap must be a whole number from 1 to the blocks' 2 positions. Got 3.",
    );
  });
});

describe('sparseAttentionMasks', () => {
  test('are those of the eight heads', () => {
    const masks = sparseAttentionMasks({ rows: 4, columns: 4 });
    expect(masks.shape).toEqual([8, 16, 4]);
    const [lf, lr, rf, rr] = patterns.map((one) => [...sparseAttentionMask({ rows: 4, columns: 4, ...one }).dataSync()]);
    expect([...masks.dataSync()]).toEqual([rf, rr, rf, rr, lf, lr, lf, lr].flat(2));
  });

  test('are those of the heads that are asked for', () => {
    const grid = { rows: 4, columns: 4, pool: 1 } as const;
    const masks = sparseAttentionMasks({ ...grid, heads: [patterns[2]!, patterns[0]!] });
    const [first, second] = [patterns[2]!, patterns[0]!].map((one) => [...sparseAttentionMask({ ...grid, ...one }).dataSync()]);
    expect([...masks.dataSync()]).toEqual([first, second].flat(2));
    expect(() => sparseAttentionMasks({ ...grid, heads: [] })).toThrow(
      'sparseAttentionMasks: heads must hold at least one pattern. Got none.',
    );
  });
});

describe('hasFullInformation', () => {
  const of = (pattern: 'floor' | 'repetitive', direction: 'leftToRight' | 'rightToLeft') =>
    sparseAttentionMask({ rows: 4, columns: 4, pool: 1, pattern, direction });

  test.each(['leftToRight', 'rightToLeft'] as const)('two steps %s reach everything, one does not', async (direction) => {
    expect(await hasFullInformation([of('floor', direction), of('repetitive', direction)])).toBe(true);
    expect(await hasFullInformation([of('floor', direction)])).toBe(false);
    expect(await hasFullInformation([of('repetitive', direction)])).toBe(false);
    expect(await hasFullInformation([of('floor', direction), of('floor', direction)])).toBe(false);
  });

  test('of a grid whose blocks do not come out even is not full', async () => {
    const steps = (['floor', 'repetitive'] as const).map((pattern) =>
      sparseAttentionMask({ rows: 4, columns: 8, pool: 1, pattern, direction: 'leftToRight' }),
    );
    expect(await hasFullInformation(steps)).toBe(false);
  });

  test('counts a path once it is there, however many there are', async () => {
    const all = tf.ones<tf.Rank.R2>([64, 64]);
    expect(await hasFullInformation(new Array<tf.Tensor2D>(40).fill(all))).toBe(true);
    expect(await hasFullInformation([tf.ones([1, 2]), tf.ones([3, 1])])).toBe(true);
  });

  test('leaves nothing, and teaches', async () => {
    const steps = [tf.ones<tf.Rank.R2>([2, 2])];
    const before = tf.memory().numTensors;
    await hasFullInformation([...steps, ...steps]);
    expect(tf.memory().numTensors).toBe(before);
    await expect(hasFullInformation([])).rejects.toThrow('hasFullInformation: steps must hold at least one mask. Got none.');
    await expect(hasFullInformation([tf.ones([2, 3]), tf.ones([2, 3])])).rejects.toThrow(
      'each mask [after, before] must read what the one before it gives. Got [2, 3], [2, 3].',
    );
  });
});
