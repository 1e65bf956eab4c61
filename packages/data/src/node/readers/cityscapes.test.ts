import { describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import sharp from 'sharp';
import { encodePng } from '../encodePng';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import type { ImageTable } from '../../tables/imageTable';
import { cityscapes } from './cityscapes';

const folder = temporaryFolder();
const IDS = [0, 7, 8, 33, 34, 255, 11, 26];
const OBJECTS = [0, 7, 300, 26001, 26002, 65535, 256, 1];

async function deepPng(values: readonly number[]): Promise<Uint8Array> {
  return sharp(Uint16Array.from(values), { raw: { width: 4, height: 2, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
}

async function write(): Promise<void> {
  const stem = (city: string): string => `${city}/${city}_000000_000019`;
  for (const city of ['ulm', 'aachen']) {
    folder.write(`set/leftImg8bit/train/${stem(city)}_leftImg8bit.png`, plainPng(4, 2, [city.length, 0, 0]));
    folder.write(`set/gtFine/train/${stem(city)}_gtFine_color.png`, plainPng(4, 2, [1, 2, 3]));
    folder.write(
      `set/gtFine/train/${stem(city)}_gtFine_labelIds.png`,
      encodePng({ width: 4, height: 2, channels: 1, data: Uint8Array.from(IDS) }),
    );
    folder.write(`set/gtFine/train/${stem(city)}_gtFine_instanceIds.png`, await deepPng(OBJECTS));
  }
}

describe('cityscapes', () => {
  test('reads images, classes and objects, whose numbers stay what they are', async () => {
    await write();
    const scenes = await cityscapes(folder.path('set'), { resolution: [2, 4] });
    const first = async (table: ImageTable): Promise<number[]> => [...(await table.read(Int32Array.of(0)))];
    expect(await first(scenes.labelMaps)).toEqual(IDS);
    expect((await first(scenes.images))[0]).toBe('aachen'.length);
    const objects = await first(scenes.instanceMaps);
    expect(OBJECTS.map((_, at) => objects[2 * at]! + 256 * objects[2 * at + 1]!)).toEqual(OBJECTS);
    expect([scenes.images.imageShape, scenes.labelMaps.imageShape, scenes.instanceMaps.imageShape]).toEqual([
      [2, 4, 3],
      [2, 4, 1],
      [2, 4, 2],
    ]);
    const trained = await cityscapes(folder.path('set'), { resolution: [2, 4], labels: 'trainIds' });
    expect(await first(trained.labelMaps)).toEqual([255, 0, 1, 18, 255, 255, 2, 13]);
    const small = await cityscapes(folder.path('set'), { resolution: [1, 2] });
    expect((await first(small.labelMaps)).every((id) => IDS.includes(id))).toBe(true);
    const tables = [scenes, trained, small].flatMap(({ images, labelMaps, instanceMaps }) => [images, labelMaps, instanceMaps]);
    await Promise.all(tables.map((table) => table.close()));
  });

  test('says which image has no map', async () => {
    await write();
    rmSync(folder.path('set/gtFine/train/ulm/ulm_000000_000019_gtFine_instanceIds.png'));
    await expect(cityscapes(folder.path('set'), { resolution: [2, 4] })).rejects.toThrow(
      /expected a map of instanceIds in 'gtFine' for 'ulm\/ulm_000000_000019_leftImg8bit\.png'\. It is not there\. Unpack all\.$/,
    );
    await expect(cityscapes(folder.path('set'), { split: 'val' })).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });
});
