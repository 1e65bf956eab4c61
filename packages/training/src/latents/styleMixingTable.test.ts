import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { plainSpace, styleganSpace } from '../../tests/latentSpaces';
import { seedLatents } from './sampleSeeds';
import { styleMixingTable } from './styleMixingTable';
import { traverse } from './traverse';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const numbers = (x: Tensor): number[] => [...x.dataSync()];

describe('styleMixingTable', () => {
  test('a cell has the styles of its column in the chosen layers, those of its row in all others', () => {
    const space = styleganSpace();
    const [rows, columns] = [seedLatents(space, [1, 2]), seedLatents(space, [3, 4, 5])];
    const table = styleMixingTable(space, { rows, columns, styles: [0, 1] });
    expect(table.shape).toEqual([12, 8, 8, 3]);
    const cell = (row: number, column: number): number[] => numbers(tf.slice(table, [4 * row + column, 0, 0, 0], [1, 8, 8, 3]));
    const expectCell = (row: number, column: number, w: Tensor): void => {
      const expected = numbers(space.render(w as Tensor3D, { random: randomStream(0) }));
      cell(row, column).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5));
    };
    expect(new Set(cell(0, 0))).toEqual(new Set([-1]));
    expectCell(0, 2, tf.slice(columns, 1, 1));
    expectCell(2, 0, tf.slice(rows, 1, 1));
    const [first, third] = [tf.slice(rows, 1, 1), tf.slice(columns, 2, 1)];
    expectCell(2, 3, tf.stack([third, third, first, first], 1));
    expect(cell(2, 3)).not.toEqual(cell(2, 2));
    space.dispose();
  });

  test('leaves one tensor, and teaches', () => {
    const space = styleganSpace();
    const rows = seedLatents(space, [1]);
    const before = tf.memory().numTensors;
    styleMixingTable(space, { rows, columns: rows, styles: [3] }).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => styleMixingTable(space, { rows, columns: rows, styles: [4] })).toThrow('a list of layers, from 0 to 3. Got [4].');
    expect(() => styleMixingTable(space, { rows, columns: rows, styles: [] })).toThrow('a list of layers, from 0 to 3. Got [].');
    const z = tf.ones<tf.Rank.R2>([1, 3]);
    expect(() => styleMixingTable(plainSpace('normal'), { rows: z, columns: z, styles: [0] })).toThrow(
      "layers with styles of their own need a space that has styles, such as StyleGAN's w. Got 'z'.",
    );
    space.dispose();
  });
});

describe('traverse', () => {
  const plain = plainSpace('normal');

  test("moves each point by each amount, a point's after each other", () => {
    const moved = traverse(plain, tf.tensor2d([[1, 2, 3], [4, 5, 6]]), tf.tensor1d([0, 1, -1]), [-1, 0, 2]); // prettier-ignore
    expect((moved as tf.Tensor2D).arraySync()).toEqual([[1, 1, 4], [1, 2, 3], [1, 4, 1], [4, 4, 7], [4, 5, 6], [4, 7, 4]]); // prettier-ignore
  });

  test('moves the styles of chosen layers alone', () => {
    const space = styleganSpace();
    const moved = traverse(space, tf.ones([1, 6]), tf.ones([1, 6]), [3], { styles: [1, 3] });
    expect(moved.shape).toEqual([1, 4, 6]);
    expect((moved as Tensor3D).arraySync()[0]?.map((style) => style[5])).toEqual([1, 4, 1, 4]);
    expect(traverse(space, tf.ones([2, 4, 6]), tf.ones([6]), [3, 4]).shape).toEqual([4, 4, 6]);
    space.dispose();
  });

  test('leaves one tensor, and teaches', () => {
    const [z, way] = [tf.ones<tf.Rank.R2>([2, 3]), tf.ones([3])];
    const before = tf.memory().numTensors;
    traverse(plain, z, way, [1, 2]).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => traverse(plain, z, tf.ones([4]), [1])).toThrow("the direction must have 3 numbers, as points of 'z' have. Got [4].");
    expect(() => traverse(plain, z, way, [])).toThrow('traverse: amounts must be finite numbers. Got [].');
    expect(() => traverse(plain, z, way, [1], { styles: [0] })).toThrow("need a space that has styles, such as StyleGAN's w. Got 'z'.");
  });
});
