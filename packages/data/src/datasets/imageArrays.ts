import type { Dataset, LabelledBatch } from '@ganblocks/core';
import { arrayTable } from '../tables/arrayTable';
import { checkArrays } from '../tables/checkArrays';
import { labelledImages } from './labelledImages';

export interface ImageArraysOptions {
  /** What logs and errors call the data set. */
  readonly name: string;
  /** Pixels 0 … 255 in C order; read in place, not copied: leave them unchanged while a stream is open. */
  readonly images: Uint8Array;
  /** `[N, H, W, C]`. */
  readonly shape: readonly [number, number, number, number];
  /** A class per image, -1 where it is unknown. Default: -1 for all. */
  readonly labels?: Uint8Array | Int32Array;
  /** How many classes there are; labels are checked against it. */
  readonly classes?: number;
  readonly licence?: string;
  /** Where the images come from. */
  readonly source?: string;
}

/**
 * A data set of images that are in memory as bytes: `images [N, H, W, C]` uint8, with `labels [N]`; `labelledImages(arrayTable(options))` in one word.
 *
 * A batch is `{ images [B, H, W, C] float32, labels [B] int32 }` with x / 127.5 − 1, so [-1, 1]; the caller disposes both. Its stream is endless,
 * reshuffled each epoch by the seed, and serializable; every batch is full, an epoch's rest continuing into the next epoch.
 * A stream's `resolution` may be lower than that of the images, which it then shrinks (area filter, antialiased).
 *
 * @throws GanError where the sizes, labels or the request do not fit together.
 * @example
 * const checkers = imageArrays({ name: 'checkers', images: Uint8Array.of(0, 255, 255, 0, 255, 0, 0, 255), shape: [2, 2, 2, 1] });
 * const stream = checkers.stream({ batchSize: 2, seed: 7 });
 * const { images, labels } = await stream.next();
 */
export function imageArrays(options: ImageArraysOptions): Dataset<LabelledBatch> {
  checkArrays(`imageArrays '${options.name}'`, options);
  return labelledImages(arrayTable(options));
}
