import { check } from '@ganblocks/core';
import type { Dataset } from '@ganblocks/core';
import { prefetchedStream } from './prefetchedStream';

export interface PrefetchedOptions {
  /** How many batches may wait, besides those that have been asked for; 0: none, each is begun when it is asked for. Default: 2. */
  readonly ahead?: number;
}

/**
 * The data set with its batches begun before they are asked for, so that reading files, views and the making of tensors go on while a step computes.
 * The batches are the same for any `ahead`. A stream's position is that of the batches that have been given out; those begun ahead are dropped and
 * disposed when the stream is restored or closed, and an error of one comes when that one is asked for.
 *
 * The underlying stream is asked for one batch after the other, never for two at a time. Batches that wait take memory: `ahead` times their tensors.
 *
 * @throws GanError unless `ahead` is a whole number from 0.
 * @example
 * const table = arrayTable({ name: 'dots', images: new Uint8Array(8 * 16), shape: [8, 4, 4, 1] });
 * const stream = prefetched(labelledImages(table)).stream({ batchSize: 4, seed: 7 });
 * const { images, labels } = await stream.next(); // two more are on their way
 */
export function prefetched<Batch>(dataset: Dataset<Batch>, { ahead = 2 }: PrefetchedOptions = {}): Dataset<Batch> {
  const valid = Number.isSafeInteger(ahead) && ahead >= 0;
  check(valid, () => `prefetched: ahead must be a whole number from 0. Got ${ahead}. Use 1 or 2; 0 begins nothing early.`);
  if (ahead === 0) return dataset;
  const { name, size } = dataset;
  return {
    name,
    size,
    describe: () => dataset.describe(),
    stream: (request) => prefetchedStream(name, dataset.stream(request), ahead),
  };
}
