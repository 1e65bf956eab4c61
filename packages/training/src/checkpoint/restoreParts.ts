import { check, GanError, printable, type JsonObject, type Stateful } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { tensorsUnder, type Checkpoint } from './readCheckpoint';
import { snapshot, type Snapshot } from './snapshot';

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
 * @throws What a part or `last` throws; GanError with that as its cause where a restored part could not be put back.
 */
export function restoreParts(checkpoint: Checkpoint, parts: readonly SavedPart[], last: () => void): void {
  const before = parts.map(({ part }) => snapshot(part));
  let restored = 0;
  try {
    for (const { part, prefix, json } of parts) {
      restorePart(checkpoint, part, prefix, json);
      restored++;
    }
    last();
  } catch (error) {
    const lost = goBack(before, restored);
    if (lost === 0) throw error;
    throw new GanError(
      `checkpoint of '${checkpoint.info.system}': expected to put its parts back as they were. Got ${lost} that cannot, after: ${printable(String(error), 200).replace(/\.$/, '')}. Build the system anew.`,
      { cause: error },
    );
  }
  for (const one of before) one.forget();
}

/** Undoes what has been restored, and the part after it, which may have failed halfway; returns how many of the restored parts did not go back. */
function goBack(before: readonly Snapshot[], restored: number): number {
  let lost = 0;
  for (const [index, one] of before.entries()) {
    if (index > restored) {
      one.forget();
      continue;
    }
    try {
      one.undo();
    } catch {
      // A part that refuses what it is given has promised to be unchanged.
      if (index < restored) lost++;
    }
  }
  return lost;
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
  const [expected, received] = [Object.keys(state), Object.keys(info.state)];
  const names = (keys: readonly string[]): string => printable([...keys].sort().join(', '), 120);
  check(expected.length === received.length && expected.every((key) => Object.hasOwn(info.state, key)), () => {
    return `checkpoint of '${info.system}': its state must have the system's keys (${names(expected)}). Got ${names(received)}. Build the system as for the run that wrote it.`;
  });
  return Object.entries(state).map(([key, part]) => ({ part, prefix: `state/${key}/`, json: info.state[key]! }));
}
