import type { Dataset, LabelledBatch } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { ImageTable } from '../tables/imageTable';
import { atResolution } from './atResolution';
import { describeMirror } from './datasetOptions';
import type { MirrorImagesOptions } from './datasetOptions';
import { imageTensor } from './imageTensor';
import { tableStream } from './tableStream';

/**
 * A data set of a table's images and their classes.
 *
 * A batch is `{ images [B, H, W, C] float32 in [-1, 1], labels [B] int32 }`, the label -1 where it is unknown; the caller disposes both. The stream is
 * endless, reshuffled each epoch by the seed, and serializable; every batch is full, an epoch's rest continuing into the next epoch. Asked for a lower
 * `resolution`, as growing networks do, it shrinks the images (area filter, antialiased); their order stays the same.
 *
 * @throws GanError where a stream is asked for a resolution above that of the images, or for batches larger than the table.
 * @example
 * const table = arrayTable({ name: 'two', images: Uint8Array.of(0, 255), shape: [2, 1, 1, 1], labels: [0, 1] });
 * const { images, labels } = await labelledImages(table).stream({ batchSize: 2, seed: 7 }).next();
 */
export function labelledImages(table: ImageTable, { mirror = false }: MirrorImagesOptions = {}): Dataset<LabelledBatch> {
  const { name, size } = table;
  return {
    name,
    size,
    describe: () => ({ ...table.describe(), ...describeMirror(mirror) }),
    stream(request) {
      const tables = [atResolution(table, request.resolution)] as const;
      return tableStream({
        ...{ name, tables, request, mirror },
        batch([rows], indices): LabelledBatch {
          const labels = indices.map((index) => table.labels?.[index] ?? -1);
          return { images: imageTensor(rows), labels: tf.tensor1d(labels, 'int32') };
        },
      });
    },
  };
}
