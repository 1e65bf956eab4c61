import type { ImageTable } from '@ganblocks/data';
import { emojiClasses } from '@ganblocks/metrics';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export interface Accuracy {
  /** Share of right answers. */
  readonly overall: number;
  /** Mean over the classes of each one's share: more than half of the emoji are people. */
  readonly ofClasses: number;
}

/** How many images of a table, labelled by group, the classifier names right; each image once, `batchSize` (250) at a time. */
export async function measureAccuracy(
  logits: (images: Tensor4D) => Tensor2D,
  table: ImageTable,
  { batchSize = 250 }: { readonly batchSize?: number } = {},
): Promise<Accuracy> {
  const [height, width, channels] = table.imageShape;
  const [right, all] = [new Float64Array(emojiClasses.length), new Float64Array(emojiClasses.length)];
  for (let start = 0; start < table.size; start += batchSize) {
    const rows = Int32Array.from({ length: Math.min(batchSize, table.size - start) }, (_, row) => start + row);
    const bytes = Float32Array.from(await table.read(rows), (byte) => byte / 127.5 - 1);
    const predicted = tf.tidy(() => tf.argMax(logits(tf.tensor4d(bytes, [rows.length, height, width, channels])), 1));
    const answers = await predicted.data();
    predicted.dispose();
    rows.forEach((row, i) => {
      const label = table.labels?.[row] ?? -1;
      all[label]! += 1;
      if (answers[i] === label) right[label]! += 1;
    });
  }
  const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);
  const shares = [...all.keys()].filter((label) => all[label]! > 0).map((label) => right[label]! / all[label]!);
  return { overall: sum(right) / sum(all), ofClasses: shares.reduce((total, share) => total + share, 0) / shares.length };
}
