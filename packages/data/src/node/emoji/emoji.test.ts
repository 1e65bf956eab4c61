import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { emoji } from './emoji';
import type { EmojiOptions } from './emoji';
import type { Emoji } from './emojiIndex';
import { emojiPairs } from './emojiPairs';
import { isExpression } from './isExpression';

const folder = temporaryFolder();
const fruit = ({ subgroup }: Emoji): boolean => subgroup === 'food-fruit' || subgroup === 'heart';
const open = (options: Partial<EmojiOptions> = {}) =>
  emoji({ style: 'twemoji', resolution: 16, select: fruit, split: 'all', cacheFolder: folder.path('cache'), ...options });
const everyRow = (size: number): Int32Array => Int32Array.from({ length: size }, (_, row) => row);

describe('emoji', () => {
  test('renders drawings with their columns, and says whose they are', async () => {
    const table = await open();
    expect(table).toMatchObject({ name: 'emoji-twemoji', imageShape: [16, 16, 3], classes: ['smileys-emotion', 'food-drink'] });
    expect([table.labels?.length, table.captions?.length, table.attributes?.names.length]).toEqual([table.size, table.size, 13]);
    const images = await table.read(everyRow(table.size));
    expect(images.subarray(0, 3)).toEqual(Uint8Array.of(255, 255, 255));
    const heart = table.captions!.findIndex(([name]) => name === 'red heart');
    const middle = (heart * 256 + 7 * 16 + 8) * 3;
    expect([...images.subarray(middle, middle + 3)]).toEqual([221, 46, 68]);
    expect(table.describe()).toMatchObject({ style: 'twemoji', size: table.size, selected: table.size });
    expect(table.describe()['licence']).toMatch(/^CC-BY 4\.0 .*MIT/);
    expect(table.describe()['attribution']).toMatch(/Twitter/);
    expect(table.describe()['splits']).toMatch(/^[0-9a-f]{64}$/);
    await table.close();
  });

  test('gives parts of one selection, of one cache and with the same classes', async () => {
    await (await open()).close();
    const tables = [];
    for (const split of ['all', 'train', 'validation', 'test'] as const) {
      let rendered = 0;
      tables.push(await open({ split, labels: 'subgroup', onProgress: () => rendered++ }));
      expect(rendered).toBe(0);
    }
    const [all, ...parts] = tables;
    expect(parts.reduce((sum, { size }) => sum + size, 0)).toBe(all?.size);
    const names = parts.flatMap(({ captions }) => captions!.map(([name]) => name));
    expect(new Set(names).size).toBe(all?.size);
    for (const part of tables) {
      expect(part.classes).toEqual(['heart', 'food-fruit']);
      await part.close();
    }
  });

  test('renders a background, and a large picture sharply', async () => {
    const select = ({ name }: Emoji): boolean => name === 'black large square';
    const table = await open({ select, resolution: 128, background: [0, 255, 0] });
    const image = await table.read(Int32Array.of(0));
    expect([...image.subarray(0, 3)]).toEqual([0, 255, 0]);
    const row = Array.from({ length: 128 }, (_, x) => image[(64 * 128 + x) * 3 + 1]!);
    // At an edge one pixel lies between the colours, and perhaps one on each side of it rings.
    expect(row.filter((green) => green > 70 && green < 240).length).toBeLessThanOrEqual(4);
    await table.close();
  });

  test('has expressions as classes', async () => {
    const table = await open({ select: isExpression, labels: 'subgroup', resolution: 8 });
    expect([table.size, table.classes?.length]).toEqual([115, 12]);
    await table.close();
  });

  test('gives the same emoji in two styles, in one order', async () => {
    const cacheFolder = folder.path('cache');
    const { a, b } = await emojiPairs({ a: 'openmojiBlack', b: 'fluent', resolution: 16, select: fruit, split: 'train', cacheFolder });
    expect(a.size).toBe(b.size);
    expect(a.captions?.map(([name]) => name)).toEqual(b.captions?.map(([name]) => name));
    const [lines, colours] = [await a.read(everyRow(a.size)), await b.read(everyRow(b.size))];
    const isGray = (pixels: Uint8Array): boolean => pixels.every((value, at) => at % 3 === 0 || Math.abs(value - pixels[at - 1]!) < 2);
    expect([isGray(lines), isGray(colours)]).toEqual([true, false]);
    await a.close();
    await b.close();
  });

  test('has the commonest tags as attributes, the same ones in each split', async () => {
    const [train, all] = [await open({ tags: 5, split: 'train', resolution: 8 }), await open({ tags: 5, resolution: 8 })];
    expect(all.attributes?.names).toEqual(train.attributes?.names);
    expect(all.attributes?.names.slice(0, 2)).toEqual(['fruit', 'heart']);
    const row = all.captions!.findIndex(([name]) => name === 'red apple');
    expect(all.attributes?.values[5 * row]).toBe(1);
    expect(all.describe()['tags']).toBe(5);
    for (const table of [train, all]) await table.close();
    await expect(open({ tags: 0 })).rejects.toThrow(/tags must be a whole number from 1 to \d+, as many as there are\. Got 0/);
  });

  test('teaches what cannot be', async () => {
    await expect(open({ style: 'apple' as 'fluent' })).rejects.toThrow(/style must be one of openmoji, .*Got "apple"/);
    await expect(open({ split: 'dev' as 'test' })).rejects.toThrow(/split must be one of train, validation, test, all\. Got "dev"/);
    await expect(open({ labels: 'hair' as 'group' })).rejects.toThrow(/labels must be 'group' or 'subgroup'\. Got "hair"/);
    await expect(open({ select: () => false })).rejects.toThrow(/expected an emoji at least\. Got none of 0 selected/);
    await expect(open({ resolution: 0 })).rejects.toThrow(/resolution must be a whole number/);
  });
});
