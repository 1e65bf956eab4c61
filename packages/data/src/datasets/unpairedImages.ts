import type { BatchStream, Dataset, StreamRequest, UnpairedBatch } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { atResolution } from './atResolution';
import { describeMirror } from './datasetOptions';
import type { MirrorImagesOptions } from './datasetOptions';
import { derivedSeed } from './derivedSeed';
import { imageTensor } from './imageTensor';
import { streamGroup } from './streamGroup';
import { tableStream } from './tableStream';
import type { TableRows } from './tableStream';

/** The bytes of the batches of one side. */
type Side = BatchStream<TableRows>;

/**
 * A data set of two sets that have nothing to do with each other image by image, as CycleGAN needs it. Each side has its own order, its own epochs and
 * its own mirroring; the sides need not be of one size. `size` is that of the larger one.
 *
 * A batch is `{ a [B, H, W, C], b [B, H', W', C'] }` in [-1, 1]; the caller disposes both.
 *
 * @throws GanError where a stream is asked for a resolution above that of a side, or for batches larger than the smaller side.
 * @example
 * const horses = arrayTable({ name: 'horses', images: Uint8Array.of(0, 255), shape: [2, 1, 1, 1] });
 * const zebras = arrayTable({ name: 'zebras', images: Uint8Array.of(9, 8, 7), shape: [3, 1, 1, 1] });
 * const { a, b } = await unpairedImages(horses, zebras).stream({ batchSize: 1, seed: 7 }).next();
 */
export function unpairedImages(a: ImageTable, b: ImageTable, { mirror = false }: MirrorImagesOptions = {}): Dataset<UnpairedBatch> {
  const name = `${a.name} ↔ ${b.name}`;
  const size = Math.max(a.size, b.size);
  return {
    name,
    size,
    describe: () => ({ name, size, a: a.describe(), b: b.describe(), ...describeMirror(mirror) }),
    stream(request): BatchStream<UnpairedBatch> {
      const sides = [sideOf(a, 'a', request, mirror), sideOf(b, 'b', request, mirror)] as const;
      return {
        ...streamGroup(name, sides),
        async next() {
          const [left, right] = await Promise.all([sides[0].next(), sides[1].next()]);
          return { a: imageTensor(left), b: imageTensor(right) };
        },
      };
    },
  };
}

function sideOf(table: ImageTable, side: 'a' | 'b', request: StreamRequest, mirror: boolean): Side {
  const tables = [atResolution(table, request.resolution)] as const;
  const seeded = { ...request, seed: derivedSeed(request.seed, side) };
  return tableStream({ name: table.name, tables, request: seeded, mirror, batch: ([rows]) => rows });
}
