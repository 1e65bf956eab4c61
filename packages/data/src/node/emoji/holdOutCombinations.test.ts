import { describe, expect, test } from '@jest/globals';
import { vocabularyOf } from '../../captions/vocabulary';
import { emojiCaptions } from './emojiCaptions';
import { EMOJI_FACTORS, combinationsBy } from './emojiCombinations';
import type { EmojiFactor } from './emojiCombinations';
import { commonEmoji } from './emojiFiles';
import { emojiList } from './emojiIndex';
import type { Emoji } from './emojiIndex';
import type { EmojiStyle } from './emojiStyles';
import { holdOutCombinations } from './holdOutCombinations';
import type { HoldOutOptions } from './holdOutCombinations';

const BOTH: readonly EmojiStyle[] = ['twemoji', 'fluent'];
const all = emojiList();
const named = (name: string): Emoji => all.find((one) => one.name === name)!;

describe('the combinations of an emoji', () => {
  const say = (name: string, by: readonly EmojiFactor[] = EMOJI_FACTORS) => combinationsBy(by, all)(named(name), 'fluent');

  test('are of its values, whichever those are', () => {
    expect(say('woman firefighter: dark skin tone')).toEqual({
      values: ['base: firefighter', 'gender: woman', 'skinTone: dark skin tone', 'style: fluent'],
      combinations: ['firefighter × woman × dark skin tone × fluent'],
    });
    expect(say('man: light skin tone, red hair', ['hair', 'skinTone', 'gender']).combinations).toEqual([
      'red hair × light skin tone × man',
    ]);
    expect(say('woman: beard', ['gender', 'hair']).combinations).toEqual(['woman × beard']);
    expect(say('prince', ['base', 'gender']).combinations).toEqual(['prince × man']);
  });

  test('are none of less than two values', () => {
    expect(say('red apple', ['base', 'gender', 'skinTone'])).toEqual({ values: ['base: red apple'], combinations: [] });
    expect(say('red apple', ['base', 'style']).combinations).toEqual(['red apple × fluent']);
    expect(say('man', ['gender', 'skinTone']).combinations).toEqual([]);
  });

  test('of several people are all that they may be', () => {
    expect(say('kiss: woman, man, light skin tone, dark skin tone', ['gender', 'skinTone']).combinations).toEqual([
      'woman × light skin tone',
      'woman × dark skin tone',
      'man × light skin tone',
      'man × dark skin tone',
    ]);
  });
});

/** Some ways to hold out; how many of how many combinations; the hash. */
const TASKS: readonly (readonly [HoldOutOptions, number, number, string])[] = [
  [
    { by: ['gender', 'skinTone', 'hair'], styles: ['fluent'], seed: 7 },
    22,
    112,
    '745aefa7a4d3472ce033c3b09dfef50f75bbc27c9a81abcb8eb0d445379a6a6c',
  ],
  [{ by: ['base', 'gender', 'skinTone'], styles: BOTH }, 232, 1160, '94f2751ec1ae5fd04c9349ad34858bbbd478fec5cacfe43076df2cd49278cddc'],
  [{ by: ['base', 'style'], styles: BOTH, share: 0.3 }, 796, 2654, '64e4e2446764feb463eb712d1bbec13441de6ca24f410e97a81f9a710e8e08f0'],
  [
    { by: ['base', 'gender', 'skinTone', 'hair', 'style'], styles: ['openmoji', 'twemoji', 'fluent'], seed: 1 },
    1556,
    7779,
    '03263a0052217d16263ab8bad932deab5ddb1ff6ff3cf7f3527186324a2d6442',
  ],
  [
    { by: ['gender', 'skinTone'], styles: ['openmoji'], split: 'all', select: ({ group }) => group === 'people-body' },
    2,
    10,
    '57586591f6831efcab10c8e8631e6a471b9c3cc8b7a0c0271bab7566dc1e070e',
  ],
];

describe('holdOutCombinations', () => {
  test.each(TASKS)('%j', (options, count, total, hash) => {
    const { by, styles, split = 'train', select = () => true } = options;
    const held = holdOutCombinations(options);
    expect([held.combinations.length, held.total, held.hash]).toEqual([count, total, hash]);
    expect(holdOutCombinations(options).combinations).toEqual(held.combinations);
    expect(new Set(held.combinations).size).toBe(count);

    const sayOf = combinationsBy(by, all);
    const pictures = styles.flatMap((style) =>
      commonEmoji(styles)
        .filter((one) => (split === 'all' || one.split === split) && select(one, style))
        .map((one) => ({ one, style, ...sayOf(one, style) })),
    );
    const train = pictures.filter(({ one, style }) => held.train(one, style));
    const heldOut = pictures.filter(({ one, style }) => held.heldOut(one, style));
    const [seen, unseen] = [train, heldOut].map((some) => new Set(some.flatMap(({ combinations }) => combinations))) as [
      Set<string>,
      Set<string>,
    ];
    expect([...unseen].sort()).toEqual(held.combinations);
    expect([...unseen].filter((combination) => seen.has(combination))).toEqual([]);
    expect(new Set(train.flatMap(({ values }) => values))).toEqual(new Set(pictures.flatMap(({ values }) => values)));
    const neither = pictures.filter((picture) => !train.includes(picture) && !heldOut.includes(picture));
    expect(neither.every(({ combinations }) => combinations.length > 1)).toBe(true);

    const captions = (some: typeof pictures) => some.map(({ one, style }) => emojiCaptions(one, style));
    const words = new Set(vocabularyOf(captions(train)));
    expect(vocabularyOf(captions(heldOut)).filter((word) => !words.has(word))).toEqual([]);
  });

  test('is another task with another seed, and keeps to the selection', () => {
    const hashes = [0, 1, 2].map((seed) => holdOutCombinations({ by: ['gender', 'hair'], styles: ['fluent'], seed }).hash);
    expect(new Set(hashes).size).toBe(3);
    const held = holdOutCombinations({ by: ['base', 'skinTone'], styles: BOTH, select: ({ subgroup }) => subgroup === 'person-role' });
    expect([held.train(named('red apple'), 'fluent'), held.heldOut(named('red apple'), 'fluent')]).toEqual([false, false]);
    expect(held.train(named('firefighter'), 'fluent')).toBe(true);
  });

  test('teaches what cannot be', () => {
    const open = (options: Partial<HoldOutOptions>) => () =>
      holdOutCombinations({ by: ['base', 'gender'], styles: ['fluent'], ...options });
    expect(open({ by: ['hair'] })).toThrow(/by must be two or more of base, gender, skinTone, hair, style, none twice\. Got \["hair"\]/);
    expect(open({ by: ['hair', 'age' as 'hair'] })).toThrow(/Got \["hair","age"\]/);
    expect(open({ styles: [] })).toThrow(/styles must be one or more, none twice/);
    expect(open({ styles: ['apple' as 'fluent'] })).toThrow(/holdOutCombinations: style must be one of openmoji/);
    expect(open({ share: 1 })).toThrow(/share must be above 0 and below 1\. Got 1/);
    expect(open({ seed: -1 })).toThrow(/seed must be a whole number from 0\. Got -1/);
    expect(open({ by: ['base', 'style'] })).toThrow(/expected \d+ of \d+ combinations to hold out\. Got 0, without losing a value/);
    expect(open({ select: ({ group }) => group === 'flags' })).toThrow(/expected 1 of 0 combinations/);
  });
});
