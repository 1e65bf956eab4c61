import { check, shown } from '@ganblocks/core';
import type { BatchStream, JsonObject, JsonValue, Stateful } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap } from '@tensorflow/tfjs-core';

/** Several streams that are saved, restored and closed as one; their tensors are named `0/…`, `1/…`. */
export interface StreamGroup extends Stateful {
  close(): Promise<void>;
}

/**
 * The state of several streams as one, `{ streams: [ … ] }`. Where one refuses what it is to restore, those before it go back to where they were.
 *
 * @throws GanError where a saved state has another number of streams, or one of them refuses its own.
 */
export function streamGroup(name: string, streams: readonly BatchStream<unknown>[]): StreamGroup {
  return {
    tensors: () => {
      const named = streams.flatMap((stream, i) =>
        Object.entries(stream.tensors()).map(([key, tensor]) => [`${i}/${key}`, tensor] as const),
      );
      return Object.fromEntries(named);
    },
    toJson: () => ({ streams: streams.map((stream) => stream.toJson()) }),
    restore(tensors, json) {
      const saved = checkSaved(name, streams.length, json['streams']);
      const before = streams.map((stream) => ({ tensors: clonesOf(stream.tensors()), json: stream.toJson() }));
      let restored = 0;
      try {
        for (const stream of streams) {
          stream.restore(tensorsOf(tensors, restored), saved[restored] ?? {});
          restored++;
        }
      } catch (error) {
        before.slice(0, restored).forEach((state, i) => streams[i]?.restore(state.tensors, state.json));
        throw error;
      } finally {
        tf.dispose(before.map((state) => state.tensors));
      }
    },
    async close() {
      await Promise.all(streams.map((stream) => stream.close()));
    },
  };
}

function checkSaved(name: string, count: number, saved: JsonValue | undefined): readonly JsonObject[] {
  const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
  const list: readonly unknown[] = Array.isArray(saved) ? saved : [];
  check(
    list.length === count && list.every(isObject),
    () =>
      `${name} stream: expected the states of ${count} streams. Got ${shown(saved)}. Restore what this data set’s own stream saved with toJson().`,
  );
  return list;
}

function clonesOf(tensors: NamedTensorMap): NamedTensorMap {
  return Object.fromEntries(Object.entries(tensors).map(([key, tensor]) => [key, tf.clone(tensor)]));
}

function tensorsOf(tensors: NamedTensorMap, stream: number): NamedTensorMap {
  const own = Object.entries(tensors).filter(([key]) => key.startsWith(`${stream}/`));
  return Object.fromEntries(own.map(([key, tensor]) => [key.slice(`${stream}/`.length), tensor]));
}
