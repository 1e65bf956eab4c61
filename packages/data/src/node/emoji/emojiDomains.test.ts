import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import type { ImageTable } from '../../tables/imageTable';
import { emojiDomains } from './emojiDomains';
import type { EmojiDomainsOptions } from './emojiDomains';
import { emojiList } from './emojiIndex';
import type { Emoji } from './emojiIndex';
import { holdOutCombinations } from './holdOutCombinations';

const folder = temporaryFolder();
const byName = new Map(emojiList().map((one) => [one.name, one]));
const firefighters = ({ base }: Emoji): boolean => base === byName.get('firefighter')?.base || base === byName.get('red apple')?.base;
const open = (options: EmojiDomainsOptions = {}) =>
  emojiDomains({ resolution: 8, select: firefighters, split: 'all', cacheFolder: folder.path('cache'), ...options });

/** The emoji of each image. */
const emojiOf = ({ captions }: ImageTable): Emoji[] => captions!.map(([name = '']) => byName.get(name)!);

describe('emojiDomains', () => {
  test('has styles as labels, and the same emoji in each', async () => {
    const domains = await open();
    expect([domains.name, domains.classes, domains.size % 3, domains.imageShape]).toEqual([
      'emoji-domains',
      ['openmoji', 'twemoji', 'fluent'],
      0,
      [8, 8, 3],
    ]);
    const each = domains.size / 3;
    expect([...domains.labels!]).toEqual(Array.from({ length: 3 * each }, (_, i) => Math.floor(i / each)));
    const names = emojiOf(domains).map(({ name }) => name);
    expect(names.slice(0, each)).toEqual(names.slice(each, 2 * each));
    expect(names.slice(0, each)).toEqual(names.slice(2 * each));
    expect(new Set(domains.captions!.map(([, composed]) => composed)).size).toBe(domains.size);
    expect(domains.attributes?.names).toContain('dark skin tone');
    const licences = (domains.describe()['tables'] as { licence: string }[]).map(({ licence }) => licence.split(' (')[0]);
    expect(licences).toEqual(['CC BY-SA 4.0', 'CC-BY 4.0', 'MIT; names: MIT']);
    const images = await domains.read(Int32Array.of(0, each, 2 * each));
    expect(new Set([0, 1, 2].map((style) => images.subarray(192 * style, 192 * style + 192).join())).size).toBe(3);
    await domains.close();
    await expect(async () => domains.read(Int32Array.of(0))).rejects.toThrow();
  });

  test('has all variants of an emoji on one side of the split, in all domains', async () => {
    const sides = new Map<string, Set<string>>();
    const sizes: number[] = [];
    for (const split of ['train', 'validation', 'test'] as const) {
      const select = ({ subgroup }: Emoji): boolean => subgroup === 'person-gesture';
      const part = await open({ styles: ['twemoji', 'fluent'], split, select });
      for (const { base } of emojiOf(part)) sides.set(base, (sides.get(base) ?? new Set()).add(split));
      sizes.push(part.size);
      await part.close();
    }
    expect([...sides.values()].every((splits) => splits.size === 1)).toBe(true);
    expect(sizes.every((size) => size > 0)).toBe(true);
  });

  test('leaves combinations of people and styles out', async () => {
    const styles = ['twemoji', 'fluent'] as const;
    const held = holdOutCombinations({ by: ['gender', 'skinTone', 'style'], styles, select: firefighters, split: 'all' });
    const [all, train, unseen] = [
      await open({ styles }),
      await open({ styles, select: held.train }),
      await open({ styles, select: held.heldOut }),
    ];
    expect([train.size + unseen.size, unseen.size > 0]).toEqual([all.size, true]);
    const shown = (table: ImageTable): string[] =>
      emojiOf(table).map(({ name }, row) => `${name}, ${table.classes?.[table.labels![row]!]}`);
    expect(shown(unseen).filter((one) => shown(train).includes(one))).toEqual([]);
    expect(new Set(train.labels)).toEqual(new Set([0, 1]));
    for (const table of [all, train, unseen]) await table.close();
  });

  test('teaches what cannot be', async () => {
    await expect(open({ styles: ['fluent'] })).rejects.toThrow(/styles must be two or more, none twice\. Got \["fluent"\]/);
    await expect(open({ styles: ['fluent', 'fluent'] })).rejects.toThrow(/none twice/);
    const select = (one: Emoji, style: string): boolean => style === 'twemoji' && firefighters(one);
    await expect(open({ styles: ['twemoji', 'fluent'], select })).rejects.toThrow(/emoji 'fluent': expected an emoji at least/);
  });
});
