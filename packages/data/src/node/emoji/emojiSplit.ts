import { createHash } from 'node:crypto';

export type EmojiSplit = 'train' | 'validation' | 'test';

/** Of the hashes below these shares of their range; what is left is for tests. */
const TRAIN = 0.8;
const VALIDATION = 0.9;

/**
 * The side of a base, by its SHA-256 alone: it is the same in every style and selection, and stays the same when emoji are added. 80 % of the bases
 * train, 10 % validate, 10 % test.
 */
export function emojiSplit(base: string): EmojiSplit {
  const share = createHash('sha256').update(base).digest().readUInt32BE() / 2 ** 32;
  if (share < TRAIN) return 'train';
  return share < VALIDATION ? 'validation' : 'test';
}

/** What a list of emoji and their splits is known by: the SHA-256 of its lines, `1f600 train`. */
export function splitHash(emoji: readonly { readonly key: string; readonly split: EmojiSplit }[]): string {
  return createHash('sha256')
    .update(emoji.map(({ key, split }) => `${key} ${split}\n`).join(''))
    .digest('hex');
}
