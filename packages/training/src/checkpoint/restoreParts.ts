import { check, type JsonObject, type Stateful } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { tensorsUnder, type Checkpoint } from './readCheckpoint';
import { snapshot } from './snapshot';

/** A stateful part of a run and what the checkpoint has for it. */
export interface SavedPart {
  readonly part: Stateful;
  /** What its tensors' names begin with. */
  readonly prefix: string;
  readonly json: JsonObject;
}

/**
 * Restores the parts one after the other, then calls `last`; when any of it throws, the parts are put back as they were.
 *
 * @throws What a part or `last` throws.
 */
export function restoreParts(checkpoint: Checkpoint, parts: readonly SavedPart[], last: () => void): void {
  const before = parts.map(({ part }) => snapshot(part));
  let touched = 0;
  try {
    for (const { part, prefix, json } of parts) {
      touched++;
      restorePart(checkpoint, part, prefix, json);
    }
    last();
  } catch (error) {
    for (const one of before.slice(0, touched)) one.undo();
    for (const one of before.slice(touched)) one.forget();
    throw error;
  }
  for (const one of before) one.forget();
}

function restorePart(checkpoint: Checkpoint, part: Stateful, prefix: string, json: JsonObject): void {
  const tensors = tensorsUnder(checkpoint, prefix);
  try {
    part.restore(tensors, json);
  } finally {
    tf.dispose(tensors);
  }
}

/** What the checkpoint has for each key of `state`; both must have the same keys. */
export function savedState({ info }: Checkpoint, state: Readonly<Record<string, Stateful>>): SavedPart[] {
  const [expected, received] = [Object.keys(state).sort().join(', '), Object.keys(info.state).sort().join(', ')];
  check(expected === received, () => {
    return `checkpoint of '${info.system}': its state must have the system's keys (${expected}). Got ${received}. Build the system as for the run that wrote it.`;
  });
  return Object.entries(state).map(([key, part]) => ({ part, prefix: `state/${key}/`, json: info.state[key]! }));
}
