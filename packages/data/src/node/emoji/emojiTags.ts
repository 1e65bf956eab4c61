import { check } from '@ganblocks/core';
import type { AttributeColumn } from '../../tables/imageTable';
import type { Emoji } from './emojiIndex';

/**
 * The commonest tags as attributes: those that most emoji have, variants of one counting once; of as many, in the order of the alphabet.
 *
 * @throws GanError unless there are so many tags.
 */
export function tagColumn(chosen: readonly Pick<Emoji, 'tags' | 'base'>[], count: number, where: string): AttributeColumn {
  const bases = new Map<string, Set<string>>();
  for (const { tags, base } of chosen) for (const tag of tags) bases.set(tag, (bases.get(tag) ?? new Set()).add(base));
  check(Number.isSafeInteger(count) && count >= 1 && count <= bases.size, () => {
    return `${where}: tags must be a whole number from 1 to ${bases.size}, as many as there are. Got ${count}.`;
  });
  const names = [...bases]
    .sort(([tag, some], [other, others]) => others.size - some.size || (tag < other ? -1 : 1))
    .slice(0, count)
    .map(([tag]) => tag);
  const values = Uint8Array.from(chosen.flatMap(({ tags }) => names.map((name) => Number(tags.includes(name)))));
  return { names, values };
}
