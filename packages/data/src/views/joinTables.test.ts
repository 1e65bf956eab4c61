import { describe, expect, test } from '@jest/globals';
import { arrayTable } from '../tables/arrayTable';
import type { ArrayTableOptions } from '../tables/arrayTable';
import { joinTables } from './joinTables';
import { takeImages } from './takeImages';

/** `size` images of two pixels: `first`, then one more each. */
const table = (name: string, size: number, first: number, columns: Partial<ArrayTableOptions> = {}) =>
  arrayTable({ name, images: Uint8Array.from({ length: 2 * size }, (_, i) => first + (i >> 1)), shape: [size, 1, 2, 1], ...columns });
const kinds = ['cat', 'dog'];
const attributes = (...values: number[]) => ({ names: ['small'], values: Uint8Array.from(values) });

describe('joinTables', () => {
  test('has the images of all, in any order, and their columns', async () => {
    const a = table('a', 2, 10, { labels: [0, 1], classes: kinds, attributes: attributes(1, 0), captions: [['x'], ['y', 'z']] });
    const b = table('b', 3, 20, { labels: [1, 1, -1], classes: kinds, attributes: attributes(0, 0, 1), captions: [[], ['u'], ['v']] });
    const joined = joinTables([a, b]);
    expect(joined).toMatchObject({ name: 'a + b', size: 5, imageShape: [1, 2, 1], classes: kinds, attributes: attributes(1, 0, 0, 0, 1) });
    expect([[...joined.labels!], joined.captions]).toEqual([[0, 1, 1, 1, -1], [['x'], ['y', 'z'], [], ['u'], ['v']]]); // prettier-ignore
    expect([...(await joined.read(Int32Array.of(4, 0, 2, 1, 2)))]).toEqual([22, 22, 10, 10, 20, 20, 11, 11, 20, 20]);
    expect(await joined.read(new Int32Array(0))).toHaveLength(0);
    await expect(joined.read(Int32Array.of(5))).rejects.toThrow(/a \+ b: expected numbers of images from 0 to 4\. Got 5/);
    const last = takeImages(joined, 3);
    expect([...(await last.read(Int32Array.of(2)))]).toEqual([20, 20]);
  });

  test('has the tables as classes', () => {
    const a = table('a', 2, 10, { labels: [0, 1], classes: kinds });
    const joined = joinTables([a, table('b', 1, 0)], { labels: 'table', name: 'domains' });
    expect([[...joined.labels!], joined.classes, joined.name]).toEqual([[0, 0, 1], ['a', 'b'], 'domains']);
    expect(joinTables([a, a], { labels: 'table', classes: ['one', 'other'] }).classes).toEqual(['one', 'other']);
  });

  test('does not make up what a table does not know', () => {
    const a = table('a', 1, 0, { labels: [1], classes: kinds, attributes: attributes(1), captions: [['x']] });
    const joined = joinTables([a, table('b', 2, 0)]);
    expect([[...joined.labels!], joined.captions, joined.attributes]).toEqual([[1, -1, -1], [['x'], [], []], undefined]);
    const other = table('b', 1, 0, { labels: [0], classes: kinds, attributes: { names: ['large'], values: Uint8Array.of(0) } });
    expect(joinTables([a, other]).attributes).toBeUndefined();
    expect(Object.keys(joinTables([table('a', 1, 0), table('b', 1, 0)]))).toEqual(['name', 'size', 'imageShape', 'read', 'describe', 'close']); // prettier-ignore
  });

  test('describes all of them, and closes all', async () => {
    const closed: string[] = [];
    const open = (name: string) => ({ ...table(name, 1, 0, { licence: `of ${name}` }), close: async () => void closed.push(name) });
    const joined = joinTables([open('a'), open('b')], { labels: 'table' });
    const tables = [{ licence: 'of a' }, { licence: 'of b' }];
    expect(joined.describe()).toMatchObject({
      name: 'a + b',
      size: 2,
      height: 1,
      width: 2,
      channels: 1,
      labels: 'table',
      classes: 2,
      tables,
    });
    await joined.close();
    expect(closed).toEqual(['a', 'b']);
  });

  test('teaches what cannot be joined', () => {
    const a = table('a', 1, 0, { labels: [0], classes: kinds });
    expect(() => joinTables([])).toThrow(/expected one table or more\. Got none/);
    expect(() => joinTables([a, arrayTable({ name: 'b', images: new Uint8Array(3), shape: [1, 1, 1, 3] })])).toThrow(
      /one shape\. Got 1 x 2 x 1 of a, 1 x 1 x 3 of b\. Use resizeImages, rgbImages/,
    );
    expect(() => joinTables([a, table('b', 1, 0, { labels: [0], classes: ['dog', 'cat'] })])).toThrow(
      /the same classes, in one order\. Got a: cat, dog; b: dog, cat\. Select the same ones with selectClasses/,
    );
    expect(() => joinTables([a, a], { labels: 'table' })).toThrow(/a class name of its own, 2 in all\. Got a, a/);
    expect(() => joinTables([a], { labels: 'group' as 'own' })).toThrow(/labels must be 'own' or 'table'\. Got 'group'/);
  });
});
