import { check } from '@ganblocks/core';
import type { Dataset, PairBatch } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { atResolution } from './atResolution';
import { describeMirror } from './datasetOptions';
import type { MirrorImagesOptions } from './datasetOptions';
import { imageTensor } from './imageTensor';
import { tableStream } from './tableStream';

/**
 * A data set of pairs, as pix2pix needs it: image n of `input` belongs to image n of `target`. With `mirror`, both sides of a pair turn together.
 *
 * A batch is `{ input [B, H, W, C], target [B, H', W', C'] }` in [-1, 1]; the caller disposes both. A `resolution` is that of both.
 *
 * @throws GanError unless the tables are of one size.
 * @example
 * const outlines = arrayTable({ name: 'outlines', images: Uint8Array.of(0, 255), shape: [2, 1, 1, 1] });
 * const colors = arrayTable({ name: 'colors', images: Uint8Array.of(9, 8, 7, 6, 5, 4), shape: [2, 1, 1, 3] });
 * const { input, target } = await pairedImages(outlines, colors, { mirror: true }).stream({ batchSize: 2, seed: 7 }).next();
 */
export function pairedImages(input: ImageTable, target: ImageTable, { mirror = false }: MirrorImagesOptions = {}): Dataset<PairBatch> {
  const { size } = input;
  const name = `${input.name} → ${target.name}`;
  check(
    size === target.size,
    () =>
      `pairedImages: each image needs its partner. Got ${size} of ${input.name}, ${target.size} of ${target.name}. Leave out what has none.`,
  );
  return {
    name,
    size,
    describe: () => ({ name, size, input: input.describe(), target: target.describe(), ...describeMirror(mirror) }),
    stream(request) {
      const { resolution } = request;
      const tables = [atResolution(input, resolution), atResolution(target, resolution)] as const;
      return tableStream({
        ...{ name, tables, request, mirror },
        batch: ([from, to]): PairBatch => ({ input: imageTensor(from), target: imageTensor(to) }),
      });
    },
  };
}
