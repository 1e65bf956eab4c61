import { expect, test } from '@jest/globals';
import sharp from 'sharp';
import { commonEmoji, emojiFiles } from './emojiFiles';
import { fluentKey } from './fluentNames';

const { paths } = emojiFiles('fluent', 'test');

/** The mean luma of what is drawn. */
async function brightness(key: string): Promise<number> {
  const { data } = await sharp(paths.get(key)).resize(16).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  let [sum, weight] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    sum += data[at + 3]! * (0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!);
    weight += data[at + 3]!;
  }
  return sum / weight;
}

test('the pictures of Fluent show the skin tones that their names say: medium-light is brighter than medium, light than dark', async () => {
  const keys = commonEmoji(['fluent']).filter(({ traits }) => traits.includes('medium-light skin tone'));
  expect(keys).toHaveLength(304);
  const wrong: string[] = [];
  for (const { key, name } of keys) {
    const inTone = (tone: string): Promise<number> => brightness(key.replaceAll('1f3fc', tone));
    if ((await inTone('1f3fc')) <= (await inTone('1f3fd'))) wrong.push(name);
    if (key.startsWith('1f6b5') && (await inTone('1f3fb')) <= (await inTone('1f3ff'))) wrong.push(name);
  }
  expect(wrong).toEqual([]);
});

test('the names say what is in them', () => {
  expect(['1f44d-1f3fc', '1f44d-1f3fb', '1f469-1f3fd-200d-1f4bb', '1f6b5-1f3fe', '1f6b5-1f3fd-200d-2640', '1f600'].map(fluentKey)).toEqual([
    '1f44d-1f3fd',
    '1f44d-1f3fb',
    '1f469-1f3fd-200d-1f4bb',
    '1f6b5-1f3fc',
    '1f6b5-1f3fc-200d-2640',
    '1f600',
  ]);
});
