/** In which an emoji can be drawn. */
export type EmojiStyle = 'openmoji' | 'openmojiBlack' | 'twemoji' | 'fluent';

/** Where the pictures of a style are, and what is owed for them. */
interface StyleFiles {
  /** The npm package. */
  readonly packageName: string;
  /** The folder in it that has a file an emoji, named by its code points. */
  readonly folder: string;
  readonly extension: '.svg' | '.webp';
  readonly licence: string;
  readonly attribution: string;
  /** How captions call the style. */
  readonly words: string;
}

const OPENMOJI = {
  packageName: 'openmoji',
  extension: '.svg',
  licence: 'CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)',
  attribution: 'All emojis designed by OpenMoji, the open-source emoji and icon project (https://openmoji.org)',
} as const;

export const STYLES: Readonly<Record<EmojiStyle, StyleFiles>> = {
  openmoji: { ...OPENMOJI, folder: 'color/svg', words: 'drawn in colour with black lines' },
  openmojiBlack: { ...OPENMOJI, folder: 'black/svg', words: 'drawn as a black outline' },
  twemoji: {
    packageName: '@twemoji/svg',
    folder: '.',
    extension: '.svg',
    licence: 'CC-BY 4.0 (https://creativecommons.org/licenses/by/4.0/)',
    attribution: 'Twemoji, copyright Twitter, Inc and other contributors (https://github.com/jdecked/twemoji)',
    words: 'drawn in flat colours',
  },
  fluent: {
    packageName: '@lobehub/fluent-emoji-3d',
    folder: 'assets',
    extension: '.webp',
    licence: 'MIT',
    attribution: 'Fluent Emoji, copyright Microsoft Corporation (https://github.com/microsoft/fluentui-emoji), packed by LobeHub',
    words: 'modelled in three dimensions',
  },
};

/** Names, groups, tags come from here, whatever the style. */
export const NAMES = {
  packageName: 'emojibase-data',
  licence: 'MIT',
  attribution: 'Emojibase, copyright Miles Johnson (https://emojibase.dev)',
} as const;
