import { check, printable, randomStream, shown } from '@ganblocks/core';
import type { BatchStream, JsonObject, RandomStream } from '@ganblocks/core';
import { shuffledOrder } from './shuffledOrder';

export interface ShuffledStreamOptions<Batch> {
  /** What errors call the data set. */
  readonly name: string;
  /** How many samples there are. */
  readonly size: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Whether a batch may be larger than the data set, and so have samples more than once. Default false. */
  readonly repeat?: boolean;
  /** Makes a batch of the samples with these numbers, in this order. The caller of `next` disposes it. */
  readonly batch: (indices: Int32Array, random: RandomOfRow) => Batch | Promise<Batch>;
}

/**
 * The random numbers that belong to the sample in a row of the batch, for mirroring it and the like: decided by the seed, the epoch and the sample, so
 * that neither the batch size nor a restart changes them.
 */
export type RandomOfRow = (row: number) => RandomStream;

/**
 * An endless stream of full batches over `size` samples, reshuffled each epoch: what every data set of known size needs besides its reading of samples.
 *
 * The order of epoch e comes from `randomStream(seed).split('epoch e')`; each epoch has every sample exactly once, and an epoch's last partial
 * batch continues into the next epoch. The whole state is `{ epoch, position, seed }`, `position` counting the samples taken of this epoch, so a
 * stream restored from it continues bit-exactly, with any batch size. Restoring takes over the saved seed.
 *
 * @throws GanError where the batch is larger than the data set and may not be, or a saved state does not fit it.
 */
export function shuffledStream<Batch>(options: ShuffledStreamOptions<Batch>): BatchStream<Batch> {
  const { name, size, batchSize, seed, batch } = options;
  checkRequest(options);
  let at = { epoch: 0, position: 0, seed };
  let root: RandomStream = randomStream(seed);
  let order: Int32Array | undefined;
  let closed = false;

  function take(): [Int32Array, RandomOfRow] {
    const indices = new Int32Array(batchSize);
    const epochs = new Float64Array(batchSize);
    const seeded = root;
    for (let filled = 0; filled < batchSize;) {
      order ??= shuffledOrder(root.split(`epoch ${at.epoch}`), size);
      const part = order.subarray(at.position, at.position + batchSize - filled);
      indices.set(part, filled);
      epochs.fill(at.epoch, filled, filled + part.length);
      filled += part.length;
      advance(part.length);
    }
    return [indices, (row) => seeded.split(`epoch ${epochs[row]}`).split(`sample ${indices[row]}`)];
  }

  function advance(count: number): void {
    const position = at.position + count;
    if (position < size) {
      at = { ...at, position };
      return;
    }
    at = { ...at, epoch: at.epoch + 1, position: 0 };
    order = undefined;
  }

  return {
    async next() {
      check(!closed, () => `${name} stream: next() was called after close(). Open a new stream with dataset.stream(...).`);
      return batch(...take());
    },
    async close() {
      closed = true;
      order = undefined;
    },
    tensors: () => ({}),
    toJson: () => ({ ...at }),
    restore(tensors, json) {
      const saved = checkSaved(name, size, Object.keys(tensors), json);
      root = randomStream(saved.seed);
      at = saved;
      order = undefined;
    },
  };
}

function checkRequest({ name, size, batchSize, seed, repeat = false }: Omit<ShuffledStreamOptions<unknown>, 'batch'>): void {
  check(isCount(batchSize) && batchSize > 0, () => `${name} stream: batchSize must be a whole number above 0. Got ${batchSize}.`);
  check(size > 0, () => `${name} stream: expected one image at least. Got none. Look at how the data set is read or selected.`);
  check(
    repeat || batchSize <= size,
    () => `${name} stream: batchSize must not exceed the data set. Got batchSize ${batchSize}, ${size} images. Use ${size} or less.`,
  );
  check(isCount(seed), () => `${name} stream: seed must be a whole number from 0. Got ${seed}.`);
}

function checkSaved(name: string, size: number, tensors: string[], json: JsonObject): { epoch: number; position: number; seed: number } {
  const { epoch, position, seed } = json;
  const remedy = 'Restore what this data set’s own stream saved with toJson().';
  check(tensors.length === 0, () => `${name} stream: expected no tensors to restore. Got ${printable(tensors.join(', '), 80)}. ${remedy}`);
  check(isCount(epoch), () => `${name} stream: epoch must be a whole number from 0. Got ${shown(epoch)}. ${remedy}`);
  check(
    isCount(position) && position < size,
    () => `${name} stream: position must be a whole number from 0 to ${size - 1}, the data set’s size. Got ${shown(position)}. ${remedy}`,
  );
  check(isCount(seed), () => `${name} stream: seed must be a whole number from 0. Got ${shown(seed)}. ${remedy}`);
  return { epoch, position, seed };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
