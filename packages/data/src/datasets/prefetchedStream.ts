import { check } from '@ganblocks/core';
import type { BatchStream, JsonObject } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap, TensorContainer } from '@tensorflow/tfjs-core';

/** Where a stream stands: what a checkpoint takes of it. The tensors are copies. */
interface Position {
  readonly json: JsonObject;
  readonly tensors: NamedTensorMap;
}

/** What became of one batch, and where the stream stood after it. */
interface Outcome<Batch> {
  readonly result: { readonly batch: Batch } | { readonly error: unknown };
  readonly after: Position;
}

/** A batch on its way; nothing comes of one that was dropped before its turn. */
interface Begun<Batch> {
  dropped: boolean;
  readonly outcome: Promise<Outcome<Batch> | undefined>;
}

/** A stream whose next `ahead` batches are begun, one after the other, before they are asked for; see `prefetched`. */
export function prefetchedStream<Batch>(name: string, stream: BatchStream<Batch>, ahead: number): BatchStream<Batch> {
  /** Behind the batches given out last; the stream's own until the first is begun. */
  let position: Position | undefined;
  let waiting: Begun<Batch>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  /** Batches asked for and not given out yet. */
  let owed = 0;
  /** A batch that was dropped on its way may have moved the stream since it was restored. */
  let moved = false;
  let closed = false;

  function begin(): Begun<Batch> {
    position ??= positionOf(stream);
    const one: { dropped: boolean } = { dropped: false };
    const outcome = last.then(() => (one.dropped ? undefined : taken()));
    last = outcome;
    return Object.assign(one, { outcome });
  }

  async function taken(): Promise<Outcome<Batch>> {
    try {
      if (moved && position !== undefined) stream.restore(position.tensors, position.json);
      moved = false;
      const batch = await stream.next();
      return { result: { batch }, after: positionOf(stream) };
    } catch (error) {
      return { result: { error }, after: positionOf(stream) };
    }
  }

  async function drop(one: Begun<Batch>): Promise<void> {
    one.dropped = true;
    const outcome = await one.outcome;
    tf.dispose(outcome?.after.tensors);
    if (outcome && 'batch' in outcome.result) tf.dispose(outcome.result.batch as TensorContainer);
  }

  function moveTo(after: Position): void {
    tf.dispose(position?.tensors);
    position = after;
  }

  return {
    async next() {
      check(!closed, () => `${name} stream: next() was called after close(). Open a new stream with dataset.stream(...).`);
      const one = waiting.shift() ?? begin();
      while (waiting.length < ahead) waiting.push(begin());
      owed++;
      const { result, after } = (await one.outcome)!;
      owed--;
      moveTo(after);
      if ('error' in result) throw result.error;
      return result.batch;
    },
    tensors: () => position?.tensors ?? stream.tensors(),
    toJson: () => position?.json ?? stream.toJson(),
    restore(tensors, json) {
      check(owed === 0, () => `${name} stream: restore() was called while a batch is awaited. Await next() first.`);
      stream.restore(tensors, json);
      moveTo(positionOf(stream));
      moved ||= waiting.length > 0;
      for (const one of waiting) void drop(one);
      waiting = [];
    },
    async close() {
      closed = true;
      const dropped = waiting.map(drop);
      waiting = [];
      await Promise.all([last, ...dropped]);
      await stream.close();
      if (position) moveTo({ json: position.json, tensors: {} });
    },
  };
}

function positionOf(stream: BatchStream<unknown>): Position {
  const tensors = Object.entries(stream.tensors()).map(([name, tensor]) => [name, tf.clone(tensor)] as const);
  return { json: stream.toJson(), tensors: Object.fromEntries(tensors) };
}
