import { check } from '@ganblocks/core';
import { inMemory, joinTables, type ImageTable } from '@ganblocks/data';
import { emoji, emojiList, type EmojiSplit, type EmojiStyle } from '@ganblocks/data/node';
import { emojiClasses } from '@ganblocks/metrics';

/** The styles that may be trained with: what weights of OpenMoji would have to be shared under is not settled. */
export const trainingStyles: readonly EmojiStyle[] = ['twemoji', 'fluent'];

/** Every emoji that is counted here exists in all of these styles. */
const colourStyles: readonly EmojiStyle[] = ['twemoji', 'fluent', 'openmoji'];

export interface EmojiTableOptions {
  readonly split: EmojiSplit;
  readonly styles?: readonly EmojiStyle[];
  /** Default: 32. */
  readonly resolution?: number;
  /** Default: 'group', the classes of the classifier. */
  readonly labels?: 'group' | 'subgroup';
}

/** The emoji of a split that all colour styles have, in some styles, one table behind the other, in memory. */
export async function emojiTable({
  split,
  styles = trainingStyles,
  resolution = 32,
  labels = 'group',
}: EmojiTableOptions): Promise<ImageTable> {
  const tables: ImageTable[] = [];
  for (const style of styles) tables.push(await emoji({ style, split, resolution, labels, alsoIn: colourStyles }));
  const joined = joinTables(tables, { name: `emoji-${styles.join('-')}-${split}` });
  const read = await inMemory(joined);
  await joined.close();
  return read;
}

/** The group, as a number of the classifier, of each subgroup. */
export function groupsOf(subgroups: readonly string[]): Int32Array {
  const groups = new Map(emojiList().map(({ group, subgroup }) => [subgroup, group]));
  return Int32Array.from(subgroups, (subgroup) => {
    const group = (emojiClasses as readonly string[]).indexOf(groups.get(subgroup) ?? '');
    check(
      group >= 0,
      () => `groupsOf: '${subgroup}' must be a subgroup of one of ${emojiClasses.join(', ')}. Use the classes of emojiTable.`,
    );
    return group;
  });
}
