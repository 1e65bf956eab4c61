import type { BatchStream, Dataset, UnpairedBatch } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { readRows } from '../tables/readRows';
import { checkResolution, describeMirror } from './datasetOptions';
import type { MirrorImagesOptions } from './datasetOptions';
import { derivedSeed } from './derivedSeed';
import { imageTensor } from './imageTensor';
import { drawMirrored, mirrorRows } from './mirrorRows';
import { shuffledStream } from './shuffledStream';
import { streamGroup } from './streamGroup';

/** The bytes of a batch of one side. */
type Side = Dataset<Uint8Array>;

/**
 * A data set of two sets that have nothing to do with each other image by image, as CycleGAN needs it. Each side has its own order, its own epochs and
 * its own mirroring; the sides need not be of one size. `size` is that of the larger one.
 *
 * A batch is `{ a [B, H, W, C], b [B, H', W', C'] }` in [-1, 1]; the caller disposes both.
 *
 * @throws GanError where a stream is asked for another resolution than a side has, or for batches larger than the smaller side.
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
      const sides = [sideOf(a, 'a', mirror).stream(request), sideOf(b, 'b', mirror).stream(request)] as const;
      return {
        ...streamGroup(name, sides),
        async next() {
          const [left, right] = await Promise.all([sides[0].next(), sides[1].next()]);
          return { a: imageTensor(left, a.imageShape), b: imageTensor(right, b.imageShape) };
        },
      };
    },
  };
}

function sideOf(table: ImageTable, side: 'a' | 'b', mirror: boolean): Side {
  const { name, size, imageShape } = table;
  return {
    name,
    size,
    describe: () => table.describe(),
    stream({ batchSize, seed, resolution }) {
      checkResolution(table, resolution);
      return shuffledStream({
        name,
        size,
        batchSize,
        seed: derivedSeed(seed, side),
        async batch(indices, random) {
          return mirrorRows(await readRows(table, indices), imageShape, drawMirrored(mirror, indices.length, random));
        },
      });
    },
  };
}
