import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { tokenizeCaption, vocabularyOf } from '../captions/index';
import { arrayTable } from '../tables/arrayTable';
import { captionedImages } from './captionedImages';

const captions = [['A red bird.', 'small bird'], ['one two three four five six'], ['Blue, blue!']];
const birds = arrayTable({ name: 'birds', images: Uint8Array.of(0, 10, 20), shape: [3, 1, 1, 1], captions });

beforeAll(() => tf.setBackend('wasm'));

/** Of each image in many batches: every caption that came, without filling, and its length and class id. */
async function drawn(dataset: ReturnType<typeof captionedImages>): Promise<Record<number, Set<string>>> {
  const stream = dataset.stream({ batchSize: 3, seed: 5 });
  const seen: Record<number, Set<string>> = {};
  for (let batch = 0; batch < 60; batch++) {
    const { images, tokens, lengths, classIds } = await stream.next();
    expect([tokens.dtype, tokens.shape, lengths.dtype, classIds.dtype]).toEqual(['int32', [3, dataset.captionLength], 'int32', 'int32']);
    const [pixels, rows, counts, ids] = [await images.data(), await tokens.array(), await lengths.data(), await classIds.data()];
    rows.forEach((row, i) => {
      expect(row.slice(counts[i]).every((token) => token === 0)).toBe(true);
      const words = row.slice(0, counts[i]).map((token) => dataset.vocabulary[token]);
      const image = Math.round(((pixels[i] ?? 0) + 1) * 12.75);
      (seen[image] ??= new Set()).add(`${words.join(' ')} #${ids[i]}`);
    });
    tf.dispose([images, tokens, lengths, classIds]);
  }
  return seen;
}

describe('captionedImages', () => {
  test('draws among the captions of each image, and shortens at random in order', async () => {
    const dataset = captionedImages(birds, { captionLength: 4 });
    const seen = await drawn(dataset);
    expect(seen[0]).toEqual(new Set(['a red bird #0', 'small bird #0']));
    expect(seen[2]).toEqual(new Set(['blue blue #2']));
    // All 15 choices of 4 of 6 words, each in the order of the caption.
    expect(seen[1]?.size).toBe(15);
    const order = ['one', 'two', 'three', 'four', 'five', 'six'];
    for (const text of seen[1] ?? []) {
      const places = text
        .split(' ')
        .slice(0, 4)
        .map((word) => order.indexOf(word));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }
    expect(dataset.describe()).toMatchObject({ captionLength: 4, words: 12, captions: 4 });
  });

  test('class ids are labels where there are any; unknown words are left out', async () => {
    const labelled = { ...birds, labels: Int32Array.of(3, 3, 1) };
    const vocabulary = ['<end>', 'bird', 'six', 'blue'];
    const seen = await drawn(captionedImages(labelled, { vocabulary, captionLength: 2 }));
    expect([...(seen[0] ?? []), ...(seen[1] ?? []), ...(seen[2] ?? [])]).toEqual(['bird #3', 'six #3', 'blue blue #1']);
  });

  test('refuses what has no captions, naming the image', () => {
    expect(() => captionedImages(arrayTable({ name: 'bare', images: new Uint8Array(1), shape: [1, 1, 1, 1] }))).toThrow(/bare has none/);
    expect(() => captionedImages(birds, { vocabulary: ['<end>', 'bird', 'blue'] })).toThrow(/Got 'one two .*' for image 1 of birds/);
    expect(() => captionedImages({ ...birds, captions: [['a'], [], ['b']] })).toThrow(/Got 'nothing' for image 1/);
    expect(() => captionedImages(birds, { captionLength: 0 })).toThrow(/captionLength must be a whole number above 0. Got 0/);
  });
});

describe('vocabularyOf', () => {
  test('numbers words by their first coming, common ones if asked', () => {
    expect(vocabularyOf(captions)).toEqual(['<end>', 'a', 'red', 'bird', 'small', 'one', 'two', 'three', 'four', 'five', 'six', 'blue']);
    expect(vocabularyOf(captions, { leastCount: 2 })).toEqual(['<end>', 'bird', 'blue']);
    expect(vocabularyOf([['a b']], { tokenizer: (text) => [...text] })).toEqual(['<end>', 'a', ' ', 'b']);
    expect(() => vocabularyOf([['...']])).toThrow(/expected words in the captions/);
  });

  test('reads captions as AttnGAN does', () => {
    expect(tokenizeCaption('This bird\ufffd\ufffdhas a naïve, 2-toned_beak — Ж!')).toEqual([
      'this',
      'bird',
      'has',
      'a',
      'nave',
      '2',
      'toned_beak',
    ]);
    expect(tokenizeCaption('')).toEqual([]);
  });
});
