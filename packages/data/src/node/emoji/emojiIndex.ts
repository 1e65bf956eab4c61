import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GanError } from '@ganblocks/core';
import { packageFolder } from '../packageFolder';
import { emojiBase } from './emojiBase';
import { compareKeys, emojiKey } from './emojiKey';
import { emojiSplit } from './emojiSplit';
import type { EmojiSplit } from './emojiSplit';
import { NAMES } from './emojiStyles';
import { traitsOf } from './emojiTraits';
import type { EmojiTrait } from './emojiTraits';

/** What is known of an emoji, whatever its style. */
export interface Emoji {
  /** Its code points, without the one that asks for a picture: '1f469-1f3fd-200d-1f692'. */
  readonly key: string;
  /** The character itself. */
  readonly text: string;
  /** Such as 'woman firefighter: medium skin tone'. */
  readonly name: string;
  readonly tags: readonly string[];
  /** One of nine, such as 'people-body', or 'component'. */
  readonly group: string;
  /** Such as 'person-role'. */
  readonly subgroup: string;
  /** The key of what it is a variant of; variants by skin, hair, gender, direction or colour have the same. */
  readonly base: string;
  /** That of its base. */
  readonly split: EmojiSplit;
  /** What is true of the people in it. */
  readonly traits: readonly EmojiTrait[];
}

interface NamedEmoji {
  readonly hexcode: string;
  readonly emoji: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly subgroup?: number;
  readonly skins?: readonly NamedEmoji[];
}

interface Groups {
  readonly groups: Readonly<Record<string, string>>;
  readonly subgroups: Readonly<Record<string, string>>;
}

/** The names of classes, in their order. */
export interface EmojiIndex {
  readonly emoji: readonly Emoji[];
  readonly groups: readonly string[];
  readonly subgroups: readonly string[];
}

/**
 * All emoji that have a group, in the order of their code points, with the splits that `emoji` uses: to count them, and to choose.
 *
 * @throws GanError where the npm package emojibase-data is not installed.
 * @example
 * const redHaired = emojiList().filter(({ traits }) => traits.includes('red hair'));
 */
export const emojiList = (): readonly Emoji[] => readIndex('emojiList').emoji;

/** Reads the index and the names of its groups. */
export function readIndex(where: string): EmojiIndex {
  const folder = packageFolder(NAMES.packageName, where);
  const listed = readJson(join(folder, 'en', 'data.json'), where) as readonly NamedEmoji[];
  const { groups, subgroups } = readJson(join(folder, 'meta', 'groups.json'), where) as Groups;
  const emoji = listed
    .flatMap(({ skins = [], ...one }) => [one, ...skins.map((skin) => ({ tags: one.tags ?? [], ...skin }))])
    // Regional indicators, the letters of flags, have none.
    .filter(({ group }) => group !== undefined)
    .map((one) => emojiOf(one, { groups, subgroups }))
    .sort((one, other) => compareKeys(one.key, other.key));
  return { emoji, groups: Object.values(groups), subgroups: Object.values(subgroups) };
}

function emojiOf({ hexcode, emoji, label, tags = [], group, subgroup }: NamedEmoji, { groups, subgroups }: Groups): Emoji {
  const key = emojiKey(hexcode);
  const base = emojiBase(key);
  const groupName = groups[String(group)] ?? '';
  return {
    key,
    text: emoji,
    name: label,
    tags,
    group: groupName,
    subgroup: subgroups[String(subgroup)] ?? '',
    base,
    split: emojiSplit(base),
    traits: groupName === 'people-body' ? traitsOf(label) : [],
  };
}

/** Of the same file, the same answer: it is read once. */
const read = new Map<string, unknown>();

function readJson(path: string, where: string): unknown {
  try {
    if (!read.has(path)) read.set(path, JSON.parse(readFileSync(path, 'utf8')));
    return read.get(path);
  } catch (cause) {
    throw new GanError(`${where}: expected the list of emoji in '${path}'. It cannot be read: npm install ${NAMES.packageName}`, { cause });
  }
}
