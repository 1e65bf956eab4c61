import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check, shown } from '@ganblocks/core';
import { packageFolder } from '../packageFolder';
import { readIndex } from './emojiIndex';
import type { Emoji } from './emojiIndex';
import { emojiKey } from './emojiKey';
import { STYLES } from './emojiStyles';
import type { EmojiStyle } from './emojiStyles';
import { fluentKey } from './fluentNames';

/** The installed pictures of a style. */
export interface EmojiFiles {
  /** Of the npm package. */
  readonly version: string;
  /** The path of each picture, by the key of its emoji. */
  readonly paths: ReadonlyMap<string, string>;
}

/** @throws GanError where the style is unknown, or its package is not installed. */
export function emojiFiles(style: EmojiStyle, where: string): EmojiFiles {
  check(
    Object.hasOwn(STYLES, style),
    () => `${where}: style must be one of ${Object.keys(STYLES).join(', ')}. Got ${shown(style)}. Correct the name.`,
  );
  const { packageName, folder, extension } = STYLES[style];
  const root = packageFolder(packageName, where);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(extension));
  // Sorted backwards: of two spellings of one emoji the first is kept, whatever order the disk has.
  const paths = files
    .sort()
    .reverse()
    .map((file) => [keyOf(style, file.slice(0, -extension.length)), join(root, folder, file)] as const);
  return { version, paths: new Map(paths) };
}

function keyOf(style: EmojiStyle, name: string): string {
  const key = emojiKey(name);
  return style === 'fluent' ? fluentKey(key) : key;
}

const ALL: readonly EmojiStyle[] = ['openmoji', 'openmojiBlack', 'twemoji', 'fluent'];

/**
 * The emoji that all of these styles have, in the order of their code points. Default: the three in colour and the outlines.
 *
 * @throws GanError where a style is unknown, or a package is not installed.
 * @example
 * const count = commonEmoji(['twemoji', 'fluent']).length;
 */
export const commonEmoji = (styles: readonly EmojiStyle[] = ALL): readonly Emoji[] => emojiOf(styles, 'commonEmoji');

/** The same, for errors that begin with `where`. */
export function emojiOf(styles: readonly EmojiStyle[], where: string): readonly Emoji[] {
  const files = styles.map((style) => emojiFiles(style, where));
  return readIndex(where).emoji.filter(({ key }) => files.every(({ paths }) => paths.has(key)));
}
