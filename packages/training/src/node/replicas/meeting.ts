import { check, GanError } from '@ganblocks/core';
import { place, type SharedMemory } from './sharedMemory';

/** A waiting thread looks up so often, in milliseconds: a failure may have been told in the moment before it lay down. */
const LOOK_UP = 200;

/** A place where threads wait for each other. */
export interface Meeting {
  /** Blocks until all have arrived. */
  meet(): void;
  /** Tells all others that this rank, or another one that cannot say so itself, has failed. The first failure counts. */
  fail(error: unknown, rank?: number): void;
  /** Why the run has failed, where it has: for all to throw. */
  failure(): GanError | undefined;
}

/** Opens the meeting of a rank; `timeLimit` in seconds. */
export function meetingIn({ size, control, message }: SharedMemory, rank: number, timeLimit: number): Meeting {
  const numbers = new Int32Array(control);
  const text = new Uint8Array(message);

  const failure = (): GanError | undefined => {
    if (Atomics.load(numbers, place.failed) !== 2) return undefined;
    const words = new TextDecoder().decode(text.slice(0, Atomics.load(numbers, place.messageLength)));
    return new GanError(`train: replica ${Atomics.load(numbers, place.failedRank)} has failed, and with it the run: ${words}`);
  };

  const checkFailed = (): void => {
    const error = failure();
    if (error) throw error;
  };

  const fail: Meeting['fail'] = (error, failed = rank) => {
    if (Atomics.compareExchange(numbers, place.failed, 0, 1) !== 0) return;
    // `encodeInto` cuts between characters; it does not write to shared memory itself.
    const bytes = new Uint8Array(text.length);
    const { written } = new TextEncoder().encodeInto(error instanceof Error ? error.message : String(error), bytes);
    text.set(bytes);
    Atomics.store(numbers, place.messageLength, written);
    Atomics.store(numbers, place.failedRank, failed);
    Atomics.store(numbers, place.failed, 2);
    Atomics.notify(numbers, place.generation);
  };

  return {
    fail,
    failure,
    meet() {
      checkFailed();
      const generation = Atomics.load(numbers, place.generation);
      if (Atomics.add(numbers, place.arrived, 1) === size - 1) {
        Atomics.store(numbers, place.arrived, 0);
        Atomics.add(numbers, place.generation, 1);
        Atomics.notify(numbers, place.generation);
        return;
      }
      const began = performance.now();
      while (Atomics.load(numbers, place.generation) === generation) {
        checkFailed();
        check(performance.now() - began < 1000 * timeLimit, () => {
          return `train: all replicas must come to the end of an update within ${timeLimit} s of the first. Replica ${rank} has waited longer. Another one has died without a word, or its data is slow: raise replicas.timeLimit in that case.`;
        });
        Atomics.wait(numbers, place.generation, generation, LOOK_UP);
      }
    },
  };
}
