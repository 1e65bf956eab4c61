import { inMemory, type ImageTable } from '@ganblocks/data';
import { emoji } from '@ganblocks/data/node';

/** Tags that an emoji may have, as a vector. */
export const TAGS = 128;

/** Fluent emoji of the training split, 24 x 24 in colour, with their tags as attributes and their groups as classes, in memory. */
export async function taggedEmoji(): Promise<ImageTable> {
  const table = await emoji({ style: 'fluent', resolution: 24, tags: TAGS });
  const read = await inMemory(table);
  await table.close();
  return read;
}
