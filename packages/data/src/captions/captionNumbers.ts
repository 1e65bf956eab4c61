import { check, printable } from '@ganblocks/core';
import type { RandomStream } from '@ganblocks/core';
import { shuffledOrder } from '../datasets/shuffledOrder';
import type { Tokenizer } from './tokenizeCaption';

/**
 * The captions of each image as numbers of words; words that the vocabulary does not have are left out, and captions of which nothing stays too.
 *
 * @throws GanError that names the first image without a caption.
 */
export function captionNumbers(
  name: string,
  captions: readonly (readonly string[])[],
  vocabulary: readonly string[],
  tokenizer: Tokenizer,
): Int32Array[][] {
  const numbers = new Map(vocabulary.map((word, number) => [word, number]));
  return captions.map((texts, image) => {
    const known = texts.map((text) => Int32Array.from(tokenizer(text).flatMap((word) => numbers.get(word) ?? [])));
    const filled = known.filter((words) => words.length > 0);
    check(filled.length > 0, () => {
      const got = printable(texts[0] ?? 'nothing');
      return `captionedImages: each image needs a caption of known words. Got '${got}' for image ${image} of ${name}. Leave it out, or enlarge the vocabulary.`;
    });
    return filled;
  });
}

/** At most `length` words: of a longer caption a random choice of them, in their order, as AttnGAN does it. */
export function shortened(words: Int32Array, length: number, random: RandomStream): Int32Array {
  if (words.length <= length) return words;
  const chosen = shuffledOrder(random, words.length).slice(0, length).sort();
  return chosen.map((word) => words[word] ?? 0);
}
