import { check } from '@ganblocks/core';
import { tokenizeCaption } from './tokenizeCaption';
import type { Tokenizer } from './tokenizeCaption';

/** The word of number 0: captions are filled up with it. */
const END = '<end>';

export interface VocabularyOptions {
  /** Default: `tokenizeCaption`. */
  readonly tokenizer?: Tokenizer;
  /** How often a word must come to be known. Default: 1. */
  readonly leastCount?: number;
}

/**
 * The words of captions by their numbers: 0 is `<end>`, with which captions are filled up; the others stand in the order of their first coming. Make it of
 * all captions, those for tests included, as AttnGAN does, and keep it with the weights: it is plain JSON.
 *
 * @throws GanError where not one word is left.
 * @see https://github.com/taoxugit/AttnGAN, code/datasets.py
 * @example vocabularyOf([['a red bird'], ['a blue bird']]); // ['<end>', 'a', 'red', 'bird', 'blue']
 */
export function vocabularyOf(
  captions: readonly (readonly string[])[],
  { tokenizer = tokenizeCaption, leastCount = 1 }: VocabularyOptions = {},
): string[] {
  const counts = new Map<string, number>();
  for (const caption of captions.flat()) for (const word of tokenizer(caption)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].filter(([, count]) => count >= leastCount).map(([word]) => word);
  check(
    words.length > 0,
    () => `vocabularyOf: expected words in the captions. Got none that comes ${leastCount} times. Pass captions with text.`,
  );
  return [END, ...words];
}
