import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import sharp from 'sharp';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import type { DecodeProgress } from '../decode/decodeProgress';
import { imageFolder } from './imageFolder';

const folder = temporaryFolder();
const indices = (...values: number[]): Int32Array => Int32Array.from(values);

function writeClasses(name: string): string {
  folder.write(`${name}/dog/1.png`, plainPng(4, 4, [255, 0, 0]));
  folder.write(`${name}/cat/deep/2.png`, plainPng(6, 6, [0, 255, 0]));
  folder.write(`${name}/cat/1.png`, plainPng(4, 4, [0, 0, 255]));
  folder.write(`${name}/cat/notes.txt`, 'no image');
  folder.write(`${name}/.hidden/1.png`, plainPng(4, 4, [9, 9, 9]));
  return folder.path(name);
}

describe('imageFolder', () => {
  test('reads class folders, nested ones too, in the order of their names', async () => {
    const table = await imageFolder(writeClasses('classes'), { resolution: 2 });
    expect(table).toMatchObject({ name: 'classes', size: 3, imageShape: [2, 2, 3], classes: ['cat', 'dog'] });
    expect([...table.labels!]).toEqual([0, 0, 1]);
    expect([...(await table.read(indices(2, 0, 1)))]).toEqual([
      ...[255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0],
      ...[0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255],
      ...[0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0],
    ]);
    expect(table.describe()).toMatchObject({
      name: 'classes',
      size: 3,
      decoding: { resolution: [2, 2], fit: 'cover', filter: 'lanczos3', channels: 3 },
    });
    expect(JSON.parse(JSON.stringify(table.describe()))).toEqual(table.describe());
    await table.close();
    await expect(table.read(indices(0))).rejects.toThrow(/was read after close\(\)\. Read the data set again\.$/);
  });

  test('are numbered by a list where one is given, also where a folder of it has no images', async () => {
    const path = writeClasses('listed');
    const table = await imageFolder(path, { resolution: 2, classes: ['dog', 'bird', 'cat'] });
    expect(table.classes).toEqual(['dog', 'bird', 'cat']);
    const sorted = await imageFolder(path, { resolution: 2 });
    expect(Array.from(table.labels!, (label) => table.classes![label])).toEqual(
      Array.from(sorted.labels!, (label) => sorted.classes![label]),
    );
    await expect(imageFolder(path, { resolution: 2, classes: ['cat'] })).rejects.toThrow(
      /must name every folder once\. Got images in 'dog', classes cat\./,
    );
    await expect(imageFolder(path, { resolution: 2, classes: ['cat', 'dog', 'cat'] })).rejects.toThrow(/Got a name twice/);
    for (const one of [table, sorted]) await one.close();
  });

  test('reads a flat folder without labels, at the size of its images', async () => {
    folder.write('flat/b.png', plainPng(3, 2, [7]));
    folder.write(
      'flat/a.jpg',
      await sharp({ create: { width: 3, height: 2, channels: 3, background: '#808080' } })
        .jpeg()
        .toBuffer(),
    );
    const table = await imageFolder(folder.path('flat'), { channels: 1, name: 'grays' });
    expect(table).toMatchObject({ name: 'grays', size: 2, imageShape: [2, 3, 1] });
    expect(table.labels).toBeUndefined();
    expect([...(await table.read(indices(1, 0)))]).toEqual([7, 7, 7, 7, 7, 7, 128, 128, 128, 128, 128, 128]);
    await table.close();
  });

  test('decodes once, and again only when files or options change', async () => {
    const path = writeClasses('again');
    const decoded: number[] = [];
    const onProgress = ({ done, total }: DecodeProgress): void => {
      if (done === total) decoded.push(total);
    };
    const read = async (options = {}): Promise<void> => (await imageFolder(path, { resolution: 2, onProgress, ...options })).close();
    await read();
    await read();
    expect(decoded).toEqual([3]);
    await read({ filter: 'nearest' });
    expect(decoded).toEqual([3, 3]);
    utimesSync(folder.path('again/dog/1.png'), 1, 1);
    await read();
    folder.write('again/dog/2.png', plainPng(4, 4, [1, 2, 3]));
    await read();
    await read();
    expect(decoded).toEqual([3, 3, 3, 4]);
    expect(readdirSync(folder.path('again/.ganblocks-cache')).filter((name) => name.endsWith('.images'))).toHaveLength(2);
    expect(readdirSync(folder.path('again/.ganblocks-cache'))).toHaveLength(2);
  });

  test('the number of workers changes no byte of the cache', async () => {
    for (let image = 0; image < 12; image++) {
      const bytes = sharp({
        create: {
          width: 40 + image,
          height: 60 - image,
          channels: 3,
          background: 'red',
          noise: { type: 'gaussian', mean: 90 + image, sigma: 30 },
        },
      });
      folder.write(`workers/${image}.jpg`, await bytes.jpeg().toBuffer());
    }
    const hashes: string[] = [];
    for (const workers of [0, 1, 3]) {
      const cacheFolder = folder.path(`cache-${workers}`);
      await (await imageFolder(folder.path('workers'), { resolution: 16, workers, cacheFolder })).close();
      const [name = ''] = readdirSync(cacheFolder);
      hashes.push(
        createHash('sha256')
          .update(readFileSync(`${cacheFolder}/${name}`))
          .digest('hex'),
      );
    }
    expect(new Set(hashes).size).toBe(1);
  });

  test('reads JPEG by its other name, and does not leave out in silence what it cannot read', async () => {
    const jpeg = await sharp(plainPng(2, 2, [8]))
      .jpeg()
      .toBuffer();
    folder.write('kinds/a.JFIF', jpeg);
    folder.write('kinds/notes.txt', 'no image');
    const files = await imageFolder(folder.path('kinds'));
    expect(files.size).toBe(1);
    await files.close();
    const bitmap = folder.write(
      'kinds/b.bmp',
      Uint8Array.from({ length: 60 }, (_, at) => (at < 2 ? [0x42, 0x4d][at]! : 1)),
    );
    await expect(imageFolder(folder.path('kinds'))).rejects.toThrow(/image 2 of 2 cannot be decoded\. 'b\.bmp': .*unsupported/);
    const rest = await imageFolder(folder.path('kinds'), { broken: 'skip' });
    expect(rest.describe()).toMatchObject({ size: 1, skipped: ['b.bmp'] });
    await rest.close();
    rmSync(bitmap);
  });

  test('names and counts broken files, or skips them', async () => {
    const whole = await sharp({
      create: { width: 32, height: 32, channels: 3, background: 'red', noise: { type: 'gaussian', mean: 99, sigma: 30 } },
    })
      .jpeg()
      .toBuffer();
    folder.write('broken/a/1.png', plainPng(4, 4, [1, 1, 1]));
    folder.write('broken/a/2.jpg', whole.subarray(0, 500));
    folder.write('broken/b/3.png', 'no image at all');
    folder.write('broken/b/4.png', plainPng(4, 4, [4, 4, 4]));
    const path = folder.path('broken');
    await expect(imageFolder(path, { resolution: 2 })).rejects.toThrow(
      /^imageFolder '.*broken': image 2 of 4 cannot be decoded\. 'a\/2\.jpg': .*\. Mend or remove what is broken, or pass \{ broken: 'skip' \}/,
    );
    expect(readdirSync(folder.path('broken/.ganblocks-cache'))).toEqual([]);
    const table = await imageFolder(path, { resolution: 2, broken: 'skip' });
    expect([table.size, ...table.labels!]).toEqual([2, 0, 1]);
    expect(table.describe()['skipped']).toEqual(['a/2.jpg', 'b/3.png']);
    expect([...(await table.read(indices(1)))].every((value) => value === 4)).toBe(true);
    await table.close();
    await expect(imageFolder(path, { resolution: 2 })).rejects.toThrow(
      /: 2 of 4 images cannot be decoded\. 'a\/2\.jpg': .*; 'b\/3\.png': .* Mend/,
    );
    rmSync(folder.path('broken/a'), { recursive: true });
    rmSync(folder.path('broken/b/4.png'));
    await expect(imageFolder(path, { resolution: 2, broken: 'skip' })).rejects.toThrow(/none of the 1 images can be decoded\. '.*3\.png'/);
  });

  test('says what is wrong with a folder', async () => {
    await expect(imageFolder(folder.path('nowhere'))).rejects.toThrow(/the folder '.*nowhere' cannot be read \(ENOENT\)\. Check that/);
    mkdirSync(folder.path('empty'));
    await expect(imageFolder(folder.path('empty'))).rejects.toThrow(/: expected images \(\.png, .*\)\. Got none\. Check the folder\.$/);
    folder.write('mixed/cat/1.png', plainPng(2, 2, [1]));
    folder.write('mixed/2.png', plainPng(3, 2, [1]));
    await expect(imageFolder(folder.path('mixed'))).rejects.toThrow(
      /Got '2\.png' outside of any folder\. Move it, or pass \{ classes: 'none' \}/,
    );
    await expect(imageFolder(folder.path('mixed'), { classes: 'none' })).rejects.toThrow(
      /expected images of one size, 2 x 3 as the first\. Got 2 x 2 in 'cat\/1\.png'\. Pass \{ resolution \}\.$/,
    );
    symlinkSync('..', folder.path('mixed/cat/up'));
    const table = await imageFolder(folder.path('mixed'), { classes: 'none', resolution: 2 });
    expect(table.size).toBe(2);
    await table.close();
    symlinkSync('nowhere.png', folder.path('mixed/cat/3.png'));
    await expect(imageFolder(folder.path('mixed'), { classes: 'none', resolution: 2 })).rejects.toThrow(
      /image 3 of 3 cannot be decoded\. 'cat\/3\.png': ENOENT\. Mend/,
    );
  });

  test('says where a cache cannot be', async () => {
    folder.write('flat2/b.png', plainPng(3, 2, [7]));
    folder.write('file', '');
    await expect(imageFolder(folder.path('flat2'), { cacheFolder: folder.path('file/cache') })).rejects.toThrow(/ENOTDIR/);
    await expect(imageFolder(folder.path('flat2'), { workers: -1 })).rejects.toThrow(/workers must be a whole number from 0\. Got -1\./);
    await expect(imageFolder(folder.path('flat2'), { resolution: 0 })).rejects.toThrow(/resolution must be/);
  });
});
