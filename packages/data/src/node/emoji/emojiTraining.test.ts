import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { alternating } from '../../datasets/alternating';
import { attributeImages } from '../../datasets/attributeImages';
import { captionedImages } from '../../datasets/captionedImages';
import { labelledImages } from '../../datasets/labelledImages';
import { classAttributes } from '../../views/classAttributes';
import { emoji } from './emoji';
import { emojiList } from './emojiIndex';
import type { Emoji } from './emojiIndex';
import { isExpression } from './isExpression';

const folder = temporaryFolder();
const person = emojiList().find(({ name }) => name === 'person')!;
const people = ({ base }: Emoji): boolean => base === person.base;
const open = (select: (emoji: Emoji) => boolean, labels: 'group' | 'subgroup' = 'group') =>
  emoji({ style: 'twemoji', resolution: 8, select, labels, split: 'all', cacheFolder: folder.path('cache') });
const countOf = (row: number[]): number => row.reduce((sum, value) => sum + value, 0);

describe('emoji in data sets', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  test('have attributes as CelebA has them', async () => {
    const table = await open(people);
    const chosen = ['woman', 'man', 'dark skin tone', 'red hair'];
    const dataset = attributeImages(table, { attributes: chosen });
    const { images, attributes, source } = await dataset.stream({ batchSize: table.size, seed: 7 }).next();
    expect([images.shape, attributes.shape, source]).toEqual([[table.size, 8, 8, 3], [table.size, 4], 0]);
    const rows = await attributes.array();
    const truth = table.captions!.map(([name = '']) => chosen.map((trait) => Number(new RegExp(`(?<![\\w-])${trait}\\b`).test(name))));
    expect(rows.map(String).sort()).toEqual(truth.map(String).sort());
    expect(rows.some((row) => countOf(row) > 1)).toBe(true);
    tf.dispose([images, attributes]);
    await table.close();
  });

  test('have expressions as RaFD has them, beside people of other attributes, as StarGAN trains', async () => {
    const [celebs, faces] = [await open(people), await open(isExpression, 'subgroup')];
    const both = alternating([attributeImages(celebs), attributeImages(classAttributes(faces))]);
    expect(both.sizes).toEqual([13, 12]);
    const before = tf.memory().numTensors;
    const stream = both.stream({ batchSize: 16, seed: 7 });
    for (const source of [0, 1, 0, 1]) {
      const batch = await stream.next();
      expect([batch.source, batch.images.shape, batch.attributes.shape]).toEqual([source, [16, 8, 8, 3], [16, both.sizes[source]]]);
      const rows = await batch.attributes.array();
      // StarGAN's label: the attributes of the batch's own set, zeros for those of the other, and which set is meant.
      const unified = rows.map((row) =>
        source === 0 ? [...row, ...Array<number>(12).fill(0), 1, 0] : [...Array<number>(13).fill(0), ...row, 0, 1],
      );
      expect(unified.every(({ length }) => length === 13 + 12 + 2)).toBe(true);
      if (source === 1) expect(rows.map(countOf)).toEqual(Array<number>(16).fill(1));
      tf.dispose([batch.images, batch.attributes]);
    }
    expect(tf.memory().numTensors).toBe(before);
    await celebs.close();
    await faces.close();
  });

  test('have classes and captions', async () => {
    const table = await open(people, 'subgroup');
    const labelled = await labelledImages(table).stream({ batchSize: 4, seed: 1 }).next();
    expect([...(await labelled.labels.data())]).toEqual([0, 0, 0, 0]);
    const captioned = captionedImages(table, { captionLength: 14 });
    expect(captioned.vocabulary).toEqual(expect.arrayContaining(['woman', 'dark', 'skin', 'tone', 'flat', 'colours']));
    const batch = await captioned.stream({ batchSize: 4, seed: 1 }).next();
    expect(batch.tokens.shape).toEqual([4, 14]);
    tf.dispose([labelled.images, labelled.labels, batch.images, batch.tokens, batch.lengths, batch.classIds]);
    await table.close();
  });
});
