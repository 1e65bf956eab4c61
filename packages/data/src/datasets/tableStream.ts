import type { BatchStream, StreamRequest } from '@ganblocks/core';
import type { ImageTable } from '../tables/imageTable';
import { readRows } from '../tables/readRows';
import { drawMirrored, mirrorRows } from './mirrorRows';
import { shuffledStream } from './shuffledStream';
import type { RandomOfRow } from './shuffledStream';

/** The images of a batch as bytes `[N, H, W, C]`. */
export interface TableRows {
  readonly bytes: Uint8Array;
  readonly imageShape: readonly [number, number, number];
}

export interface TableStreamOptions<Tables extends readonly [ImageTable, ...ImageTable[]], Batch> {
  /** What errors call the data set. */
  readonly name: string;
  /** Tables of one size, at the resolution that the batches are to have; their images with one number are one sample. */
  readonly tables: readonly [...Tables];
  readonly request: StreamRequest;
  /** Turns half of the samples left to right, all their images together. */
  readonly mirror: boolean;
  /** Whether a batch may be larger than the tables. Default false. */
  readonly repeat?: boolean;
  /** Makes a batch of the tables' rows, of the samples with these numbers. */
  readonly batch: (rows: { readonly [Table in keyof Tables]: TableRows }, indices: Int32Array, random: RandomOfRow) => Batch;
}

/** A `shuffledStream` over the images of tables: what is read, mirrored or not. */
export function tableStream<const Tables extends readonly [ImageTable, ...ImageTable[]], Batch>(
  options: TableStreamOptions<Tables, Batch>,
): BatchStream<Batch> {
  const { name, tables, request, mirror, repeat = false } = options;
  const { batchSize, seed } = request;
  return shuffledStream({
    name,
    size: tables[0].size,
    batchSize,
    seed,
    repeat,
    async batch(indices, random) {
      const mirrored = drawMirrored(mirror, indices.length, random);
      const read = async (table: ImageTable): Promise<TableRows> => {
        const bytes = await readRows(table, indices);
        return { bytes: mirrorRows(bytes, table.imageShape, mirrored), imageShape: table.imageShape };
      };
      const rows = await Promise.all(tables.map(read));
      return options.batch(rows as { [Table in keyof Tables]: TableRows }, indices, random);
    },
  });
}
