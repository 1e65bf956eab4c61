import { check } from '@ganblocks/core';
import type { BatchStream, Dataset, LabelledBatch, SemiSupervisedBatch, StreamRequest } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageTable } from '../tables/imageTable';
import { keepLabels } from '../views/keepLabels';
import { pickRows } from '../views/viewTable';
import { atResolution } from './atResolution';
import { describeMirror } from './datasetOptions';
import type { MirrorImagesOptions } from './datasetOptions';
import { derivedSeed } from './derivedSeed';
import { imageTensor } from './imageTensor';
import { streamGroup } from './streamGroup';
import { tableStream } from './tableStream';
import type { TableRows } from './tableStream';

export interface SemiSupervisedImagesOptions extends MirrorImagesOptions {
  /** How many images of each class keep their label. Default: all that have one, so that `keepLabels` may choose. */
  readonly perClass?: number;
  /** Draws which ones of a class; it has nothing to do with the seed of a run. Default: the first ones of each class. */
  readonly seed?: number;
}

/** The bytes of a batch and what is known of each image. */
interface LabelledRows {
  readonly rows: TableRows;
  readonly labels: Int32Array;
}

/**
 * A data set for semi-supervised learning: all images of a table without their labels, and beside them the few that keep one.
 *
 * A batch is `{ images [B, H, W, C], labelled: { images [B, H, W, C], labels [B] int32 } }`, images in [-1, 1]; the caller disposes all. Both sides are
 * endless, each with an order and epochs of its own; the labelled images, which are among the others too, come over and over again, reshuffled each time,
 * more than once in a batch where they are fewer than its images. `size` is that of the table.
 *
 * @throws GanError where the table has no labels, or fewer of a class than `perClass`; where a stream is asked for a resolution above that of the
 * images, or for batches larger than the table.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 5, https://arxiv.org/abs/1606.03498
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1], labels: [0, 1, 0, 1, 0, 1, 0, 1], classes: ['cat', 'dog'] });
 * const { images, labelled } = await semiSupervisedImages(table, { perClass: 1, seed: 7 }).stream({ batchSize: 4, seed: 1 }).next();
 */
export function semiSupervisedImages(
  table: ImageTable,
  { perClass, seed, mirror = false }: SemiSupervisedImagesOptions = {},
): Dataset<SemiSupervisedBatch> {
  const { name, size } = table;
  const kept = perClass === undefined ? table : keepLabels(table, { perClass, ...(seed === undefined ? {} : { seed }) });
  const rows = Int32Array.from(Array.from(kept.labels ?? []).flatMap((label, row) => (label >= 0 ? [row] : [])));
  check(rows.length > 0, () => {
    return `semiSupervisedImages: expected labels of some images. ${name} has none. Read it with its labels, or from class folders.`;
  });
  const few = pickRows(kept, rows, { view: 'labelled', count: rows.length });
  return {
    name,
    size,
    describe: () => ({
      ...kept.describe(),
      labelled: { images: rows.length, ofClasses: countsOf(few.labels!) },
      ...describeMirror(mirror),
    }),
    stream(request): BatchStream<SemiSupervisedBatch> {
      const sides = [sideOf(table, 'unlabelled', request, mirror), sideOf(few, 'labelled', request, mirror)] as const;
      return {
        ...streamGroup(name, sides),
        async next() {
          const [unlabelled, labelled] = await Promise.all([sides[0].next(), sides[1].next()]);
          return { images: imageTensor(unlabelled.rows), labelled: labelledBatch(labelled) };
        },
      };
    },
  };
}

function sideOf(table: ImageTable, side: 'unlabelled' | 'labelled', request: StreamRequest, mirror: boolean): BatchStream<LabelledRows> {
  const tables = [atResolution(table, request.resolution)] as const;
  return tableStream({
    ...{ name: `${side} ${table.name}`, tables, mirror, repeat: side === 'labelled' },
    request: { ...request, seed: derivedSeed(request.seed, side) },
    batch: ([rows], indices) => ({ rows, labels: indices.map((index) => table.labels?.[index] ?? -1) }),
  });
}

const labelledBatch = ({ rows, labels }: LabelledRows): LabelledBatch => ({
  images: imageTensor(rows),
  labels: tf.tensor1d(labels, 'int32'),
});

/** How many images each class has, by its number. */
function countsOf(labels: Int32Array): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
