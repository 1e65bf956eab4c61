import { describe, expect, test } from '@jest/globals';
import { encodePng } from '../encodePng';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { pairedFolder } from './pairedFolder';
import type { ImagePairs } from './pairedFolder';

const folder = temporaryFolder();
const sideBySide = (a: number, b: number): Uint8Array =>
  encodePng({ width: 4, height: 2, channels: 1, data: Uint8Array.of(a, a, b, b, a, a, b, b) });

async function values({ a, b }: ImagePairs): Promise<number[][]> {
  const all = Int32Array.from({ length: a.size }, (_, index) => index);
  const read = [...(await a.read(all))].map((value, at) => [value, at]).filter(([, at]) => at! % 4 === 0);
  const partners = await b.read(all);
  await Promise.all([a.close(), b.close()]);
  return read.map(([value, at]) => [value!, partners[at!]!]);
}

describe('pairedFolder', () => {
  test('reads pairs that are side by side in one image', async () => {
    folder.write('facades/train/1.png', sideBySide(10, 20));
    folder.write('facades/train/2.png', sideBySide(11, 21));
    const pairs = await pairedFolder(folder.path('facades/train'), { channels: 1 });
    expect(pairs).toMatchObject({ a: { name: 'train-a', size: 2, imageShape: [2, 2, 1] }, b: { name: 'train-b', imageShape: [2, 2, 1] } });
    expect(await values(pairs)).toEqual([
      [10, 20],
      [11, 21],
    ]);
    expect(await values(await pairedFolder(folder.path('facades/train'), { channels: 1, resolution: 2 }))).toEqual([
      [10, 20],
      [11, 21],
    ]);
  });

  test('reads two folders by the names of their files, whatever their endings', async () => {
    ['1', 'a/2', 'a-3'].forEach((name, at) => {
      folder.write(`two/edges/${name}.png`, plainPng(2, 2, [at]));
      folder.write(`two/photos/${name}.${at === 0 ? 'gif.png' : 'png'}`.replace('.gif', ''), plainPng(2, 2, [100 + at]));
    });
    const pairs = await pairedFolder(folder.path('two'), { sides: ['edges', 'photos'], channels: 1, name: 'shoes' });
    expect(pairs.a.name).toBe('shoes-a');
    expect((await values(pairs)).map(([a, b]) => b! - a!)).toEqual([100, 100, 100]);
  });

  test('says which image has no partner, or two', async () => {
    folder.write('single/A/1.png', plainPng(2, 2, [1]));
    folder.write('single/A/2.png', plainPng(2, 2, [1]));
    folder.write('single/B/1.png', plainPng(2, 2, [1]));
    const sides = ['A', 'B'] as const;
    await expect(pairedFolder(folder.path('single'), { sides })).rejects.toThrow(
      /^pairedFolder '.*single': expected a partner in 'B' for each image\. 1 have none, '2\.png' first\. Add or remove\.$/,
    );
    await expect(pairedFolder(folder.path('single'), { sides: ['B', 'A'] })).rejects.toThrow(/a partner in 'B'/);
    folder.write('single/B/2.png', plainPng(2, 2, [1]));
    folder.write('single/B/2.jpg', plainPng(2, 2, [1]));
    await expect(pairedFolder(folder.path('single'), { sides })).rejects.toThrow(/expected one image a name\. Got '2\.png' twice/);
    await expect(pairedFolder(folder.path('single'), { sides: ['A', 'C'] })).rejects.toThrow(/the folder '.*C' cannot be read \(ENOENT\)/);
  });
});
