import { check, shown } from '@ganblocks/core';
import { NAMES, STYLES } from './emojiStyles';
import type { EmojiStyle } from './emojiStyles';

/** Whose the pictures of a style are, or the names of all emoji, and what is owed for them. */
export interface EmojiLicence {
  readonly of: EmojiStyle | 'names';
  /** The npm package that has them. */
  readonly packageName: string;
  /** Such as 'CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)'. */
  readonly licence: string;
  readonly attribution: string;
  /** Whether what is made of them may have to be shared under their licence. */
  readonly shareAlike: boolean;
  /** What to write beside pictures, data sets and weights that you publish. */
  readonly creditLine: string;
}

const ALL = Object.keys(STYLES) as readonly EmojiStyle[];

/**
 * The licences of these styles, and last that of the names, groups and captions: what `describe()` of their tables says, as data. Default: all styles.
 *
 * @throws GanError where a style is unknown.
 * @example
 * const credits = emojiLicences(['twemoji', 'fluent']).map(({ creditLine }) => creditLine);
 */
export function emojiLicences(styles: readonly EmojiStyle[] = ALL): readonly EmojiLicence[] {
  const unknown = styles.find((style) => !Object.hasOwn(STYLES, style));
  check(unknown === undefined, () => `emojiLicences: styles must be among ${ALL.join(', ')}. Got ${shown(unknown)}. Correct the name.`);
  const pictures = styles.map((style): EmojiLicence => {
    const { packageName, licence, attribution } = STYLES[style];
    const creditLine = `${attribution}. Licence: ${licence}. Changed: rendered and resized.`;
    return { of: style, packageName, licence, attribution, shareAlike: licence.includes('-SA'), creditLine };
  });
  const { packageName, licence, attribution } = NAMES;
  const creditLine = `${attribution}. Licence: ${licence}.`;
  return [...pictures, { of: 'names', packageName, licence, attribution, shareAlike: false, creditLine }];
}
