import { describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { sceneAgreement } from '../../../../tests/sceneAgreement';
import { temporaryFolder } from '../../../../tests/temporaryFolder';
import { boundaryMap } from '../../../datasets/boundaryMap';
import { sceneImages } from '../../../datasets/sceneImages';
import type { SceneTables } from '../../../datasets/sceneImages';
import type { ImageTable } from '../../../tables/imageTable';
import { emoji } from '../emoji';
import type { Emoji } from '../emojiIndex';
import { emojiScenes } from './emojiScenes';
import type { EmojiScenesOptions } from './emojiScenes';
import { sceneSource } from './sceneSource';

const folder = temporaryFolder();
const some = ({ subgroup }: Emoji): boolean => ['food-fruit', 'face-smiling'].includes(subgroup);
const open = (options: Partial<EmojiScenesOptions> = {}): Promise<SceneTables> =>
  emojiScenes({ style: 'twemoji', select: some, split: 'all', cacheFolder: folder.path('cache'), ...options });
const close = (...scenes: readonly SceneTables[]): Promise<unknown> =>
  Promise.all(scenes.flatMap(({ images, labelMaps, instanceMaps }) => [images, labelMaps, instanceMaps].map((table) => table.close())));
const everything = async (table: ImageTable): Promise<Uint8Array> => table.read(Int32Array.from({ length: table.size }, (_, row) => row));
const equals = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

describe.each(['twemoji', 'openmoji'] as const)('emojiScenes in %s', (style) => {
  test('has maps that agree with the images', async () => {
    const scenes = await open({ style });
    expect([scenes.images, scenes.labelMaps, scenes.instanceMaps].map(({ size, imageShape }) => [size, imageShape])).toEqual([
      [scenes.images.size, [64, 64, 3]],
      [scenes.images.size, [64, 64, 1]],
      [scenes.images.size, [64, 64, 2]],
    ]);
    expect(scenes.images.size).toBeGreaterThan(30);
    const { inside, outside, labelled, white, deviation } = await sceneAgreement(scenes);
    expect(Math.min(inside, outside)).toBeGreaterThan(10_000);
    expect(Math.min(labelled, white)).toBeGreaterThan(0.999);
    expect(deviation).toBeLessThan(0.2);
    await close(scenes);
  });

  test('covers what is opaque, and nothing else, up to its rim', async () => {
    const cacheFolder = folder.path('cache');
    const [scenes, shapes] = [await open({ style }), await emoji({ style, select: some, split: 'all', channels: 4, cacheFolder })];
    const [instances, pixels] = [await everything(scenes.instanceMaps), await everything(shapes)];
    let [opaque, clear] = [0, 0];
    for (let at = 0; at < pixels.length / 4; at++) {
      const [x, y] = [at % 64, Math.floor(at / 64) % 64];
      if (Math.min(x, y) === 0 || Math.max(x, y) === 63) continue;
      const alphas = [-65, -64, -63, -1, 0, 1, 63, 64, 65].map((step) => pixels[4 * (at + step) + 3]!);
      if (Math.max(...alphas) > 3 && Math.min(...alphas) < 252) continue;
      const isOpaque = alphas[4]! > 127;
      opaque += Number(isOpaque);
      clear += Number(!isOpaque);
      if (instances[2 * at]! > 0 !== isOpaque) expect([style, at, instances[2 * at]]).toBe(isOpaque);
    }
    expect(Math.min(opaque, clear)).toBeGreaterThan(20_000);
    await Promise.all([close(scenes), shapes.close()]);
  });
});

describe('emojiScenes', () => {
  test('makes the maps once, the same for any number of workers, and has the splits of emoji', async () => {
    const select = ({ subgroup }: Emoji): boolean => subgroup === 'heart' || subgroup === 'food-fruit';
    const slowly = await open({ select, workers: 0 });
    const [labels, instances] = [await everything(slowly.labelMaps), await everything(slowly.instanceMaps)];
    const quickly = await open({ select, workers: 4, cacheFolder: folder.path('other') });
    expect(equals(await everything(quickly.labelMaps), labels)).toBe(true);
    expect(equals(await everything(quickly.instanceMaps), instances)).toBe(true);
    const parts: SceneTables[] = [];
    for (const split of ['train', 'validation', 'test'] as const) {
      parts.push(await open({ select, split, onProgress: () => expect(split).toBe('in the cache') }));
      const same = await emoji({ style: 'twemoji', select, split, cacheFolder: folder.path('cache') });
      expect(equals(await everything(parts.at(-1)!.images), await everything(same))).toBe(true);
      await same.close();
    }
    const all = slowly.images.captions!.map(([name]) => name!);
    for (const { images, labelMaps } of parts) {
      const rows = Int32Array.from(images.captions!, ([name]) => all.indexOf(name!));
      expect(equals(await everything(labelMaps), await slowly.labelMaps.read(rows))).toBe(true);
      expect(equals(await everything(images), await slowly.images.read(rows))).toBe(true);
    }
    expect(parts.reduce((sum, { labelMaps }) => sum + labelMaps.size, 0)).toBe(all.length);
    await close(slowly, quickly, ...parts);
  });

  test('goes into sceneImages and boundaryMap, and says whose it is', async () => {
    await tf.setBackend('wasm');
    const before = tf.memory().numTensors;
    const scenes = await open({ style: 'openmoji', resolution: 32 });
    expect(scenes.labelMaps.classes?.slice(0, 3)).toEqual(['background', 'black', 'gray']);
    expect(scenes.labelMaps.describe()).toMatchObject({ style: 'openmoji', size: scenes.images.size, height: 32, channels: 1 });
    expect(scenes.instanceMaps.describe()['licence']).toMatch(/^CC BY-SA 4\.0/);
    const stream = sceneImages(scenes, { mirror: true }).stream({ batchSize: 4, seed: 7 });
    for (let step = 0; step < 3; step++) {
      const batch = await stream.next();
      const boundaries = boundaryMap(batch.instanceMap);
      expect([boundaries.shape, batch.labelMap.shape]).toEqual([
        [4, 32, 32, 1],
        [4, 32, 32],
      ]);
      const marked = [...(await boundaries.data())];
      const share = marked.filter((value) => value === 1).length / marked.length;
      expect(share).toBeGreaterThan(0.05);
      expect(share).toBeLessThan(0.6);
      tf.dispose([boundaries, batch.image, batch.labelMap, batch.instanceMap]);
    }
    await stream.close();
    await close(scenes);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('teaches what cannot be', async () => {
    await expect(open({ style: 'fluent' as 'twemoji' })).rejects.toThrow(/style must be 'openmoji' or 'twemoji'\. Got "fluent"/);
    await expect(open({ select: () => false })).rejects.toThrow(/Got none of 0 selected/);
    const paths = new Map([
      ['a', folder.write('a.svg', '<svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')],
      ['b', folder.write('b.svg', '<svg viewBox="0 0 9 9"><text>b</text></svg>')],
    ]);
    const source = sceneSource({ where: 'maps', emoji: [{ key: 'a' }, { key: 'b' }], files: { version: '1.0.0', paths }, resolution: 8 });
    await expect(source.open()).rejects.toThrow(
      /^maps: no maps can be made of 'b\.svg': its element <text> is none of .*\. Leave it out with select\.$/,
    );
  });
});
