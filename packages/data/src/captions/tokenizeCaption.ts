/** A text as the words that a vocabulary is made of. */
export type Tokenizer = (caption: string) => string[];

/**
 * A caption as AttnGAN reads it: in small letters, cut into runs of letters, digits and underscores; what is not ASCII is left out of each word, and words
 * of which nothing stays are left out. For English; pass your own tokenizer for other languages.
 *
 * @see https://github.com/taoxugit/AttnGAN, code/datasets.py
 * @example tokenizeCaption('A bird, with RED wings!'); // ['a', 'bird', 'with', 'red', 'wings']
 */
export function tokenizeCaption(caption: string): string[] {
  const words = caption.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words.map((word) => word.replace(/[^a-z0-9_]/g, '')).filter((word) => word !== '');
}
