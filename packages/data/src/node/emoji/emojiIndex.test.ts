import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { emojiBase } from './emojiBase';
import { emojiCaptions } from './emojiCaptions';
import { commonEmoji, emojiFiles } from './emojiFiles';
import { emojiList } from './emojiIndex';
import type { Emoji } from './emojiIndex';
import { compareKeys, emojiKey } from './emojiKey';
import { emojiSplit, splitHash } from './emojiSplit';
import type { EmojiStyle } from './emojiStyles';
import { isExpression } from './isExpression';

const STYLES: readonly EmojiStyle[] = ['openmoji', 'openmojiBlack', 'twemoji', 'fluent'];
const all = emojiList();
const byKey = new Map(all.map((one) => [one.key, one]));
const named = (name: string): Emoji => all.find((one) => one.name === name)!;

const counted = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

describe('the index of emoji', () => {
  test('has these emoji in each style, in all of them, and in the groups', () => {
    expect(all).toHaveLength(3953);
    const sizes = STYLES.map((style) => {
      const { paths } = emojiFiles(style, 'test');
      return all.filter(({ key }) => paths.has(key)).length;
    });
    expect(sizes).toEqual([3953, 3953, 3664, 3375]);
    expect(commonEmoji()).toHaveLength(3375);
    expect(counted(all.map(({ group }) => group))).toEqual({
      'smileys-emotion': 171,
      'people-body': 2418,
      component: 9,
      'animals-nature': 160,
      'food-drink': 131,
      'travel-places': 219,
      activities: 85,
      objects: 266,
      symbols: 224,
      flags: 270,
    });
    expect(all.filter(isExpression)).toHaveLength(119);
  });

  test('is in the order of code points, each emoji once', () => {
    expect(all.every(({ key }, at) => at === 0 || compareKeys(all[at - 1]!.key, key) < 0)).toBe(true);
    expect([emojiKey('23-20E3'), emojiKey('0023-fe0f-20e3'), emojiKey('1F3F4-E0067_E007F')]).toEqual([
      '0023-20e3',
      '0023-20e3',
      '1f3f4-e0067',
    ]);
  });

  test.each([
    ['woman firefighter: dark skin tone', 'firefighter'],
    ['man: red hair', 'woman: light skin tone, bald'],
    ['woman running: facing right', 'man running: dark skin tone'],
    ['kiss: woman, man, light skin tone, dark skin tone', 'kiss'],
    ['family: man, woman, boy', 'family'],
    ['handshake: light skin tone, medium skin tone', 'handshake'],
    ['princess', 'prince: dark skin tone'],
    ['flag: France', 'flag: St. Martin'],
    ['green heart', 'red heart'],
  ])('has %p and %p on one base', (one, other) => {
    expect(named(one).base).toBe(named(other).base);
  });

  test('keeps what only shares a part on bases of its own', () => {
    const names = ['person', 'firefighter', 'farmer', 'child', 'cat', 'black cat', 'flag: France', 'flag: Italy', 'person in bed'];
    expect(new Set(names.map((name) => named(name).base)).size).toBe(names.length);
  });

  test('says traits of people only, and composes captions', () => {
    expect(named('woman: medium-dark skin tone, curly hair').traits).toEqual(['woman', 'medium-dark skin tone', 'curly hair']);
    expect(named('kiss: woman, man, light skin tone, dark skin tone').traits).toEqual([
      'woman',
      'man',
      'light skin tone',
      'dark skin tone',
    ]);
    expect([named('man’s shoe').traits, named('red hair').traits, named('firefighter').traits]).toEqual([[], [], []]);
    expect(emojiCaptions(named('woman: dark skin tone, red hair'), 'twemoji')).toEqual([
      'woman: dark skin tone, red hair',
      'woman with dark skin tone and red hair, drawn in flat colours',
    ]);
    expect(emojiCaptions(named('man: bald'), 'openmojiBlack')[1]).toBe('man with a bald head, drawn as a black outline');
    expect(emojiCaptions(named('flag: Italy'), 'fluent')[1]).toBe('flag: Italy, modelled in three dimensions');
  });
});

describe('the splits of emoji', () => {
  test('are the published ones', () => {
    expect(splitHash(all)).toBe('5904e228d6146405e4d9ac841f258b792ea55fa71de560f747220a5a09a76db1');
    expect(splitHash(commonEmoji())).toBe('6482249b651c5413283efe79eef3c1b6bb779da78cf4b71d0b255989362c1bde');
    expect(counted(all.map(({ split }) => split))).toEqual({ train: 3017, validation: 488, test: 448 });
    expect(counted(commonEmoji().map(({ split }) => split))).toEqual({ train: 2618, validation: 377, test: 380 });
    expect(new Set(all.map(({ base }) => base)).size).toBe(1650);
  });

  test('have all variants of a base on one side', () => {
    const sides = new Map<string, Set<string>>();
    for (const { base, split } of all) sides.set(base, (sides.get(base) ?? new Set()).add(split));
    expect([...sides.values()].every((splits) => splits.size === 1)).toBe(true);
    expect(all.every(({ key, base }) => base === emojiBase(key) && byKey.get(key)?.split === emojiSplit(base))).toBe(true);
    // By names, which the bases are not made from: the same words but for who it is and what is behind the colon.
    const byWords = new Map<string, Set<string>>();
    for (const { name, split, group } of all.filter((one) => one.group === 'people-body' && !/family|:.*(right|left)/.test(one.name))) {
      const words = `${group} ${name.split(':')[0]!.replace(/\b(woman|man|person|women|men|people)\b ?/g, '')}`;
      byWords.set(words, (byWords.get(words) ?? new Set()).add(split));
    }
    expect([...byWords].filter(([, splits]) => splits.size > 1)).toEqual([]);
  });

  test.each(STYLES)('of %s share no picture, but for the outlines of flags', (style) => {
    const { paths } = emojiFiles(style, 'test');
    const sides = new Map<string, Set<string>>();
    for (const { key, split, group } of all) {
      const path = paths.get(key);
      if (path === undefined || (style === 'openmojiBlack' && group === 'flags')) continue;
      const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
      sides.set(hash, (sides.get(hash) ?? new Set()).add(split));
    }
    expect([...sides.values()].filter((splits) => splits.size > 1)).toEqual([]);
  });
});
