import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { inMemory, labelledImages } from '@ganblocks/data';
import { emoji } from '@ganblocks/data/node';

/** Fluent emoji of the training split, 32 x 32 in colour, rendered once into a cache, then in memory. */
export async function fluentEmoji(): Promise<Dataset<LabelledBatch>> {
  const table = await emoji({ style: 'fluent', resolution: 32 });
  const read = await inMemory(table);
  await table.close();
  return labelledImages(read);
}
