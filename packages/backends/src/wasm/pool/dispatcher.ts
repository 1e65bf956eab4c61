import { createControl, MOST_CHUNKS, NUMBERS, Word, WORK_NUMBERS } from './control';

/** Work memory of the threads: each has so many bytes of it. */
export interface WorkMemory {
  readonly address: number;
  readonly bytes: number;
}

/** The calls of one kernel: the arguments of each. */
export type Calls = readonly (readonly number[])[];

/** What became of a job. */
interface Outcome {
  /** False where a worker has not finished a chunk for too long. */
  readonly answered: boolean;
  /** A kernel threw in a worker. */
  readonly failed: boolean;
}

/** The main thread's side of the control buffer. */
export interface Dispatcher {
  readonly buffer: SharedArrayBuffer;
  /** How many calls with so many arguments a job may have. */
  most(parameters: number): number;
  /** Hands calls to whoever takes them, does its own part, and waits until all are done. What a kernel throws in this thread, it throws when they are. */
  run(kernel: string, calls: Calls, work?: WorkMemory): Outcome;
}

/** How often a thread looks before it sleeps: some 100 microseconds, about the pause between two kernels of a step. */
export const SPINS = 20_000;

/** Whether this thread may sleep: the main thread of a page may not. */
function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param bound the kernels, in the order in which the binary exports them
 * @param patience milliseconds without a finished chunk after which a worker is given up
 */
export function createDispatcher(bound: object, patience: number): Dispatcher {
  const { buffer, words, numbers } = createControl();
  const names = Object.keys(bound);
  const kernels = Object.values(bound) as ((...given: readonly number[]) => void)[];
  const sleeps = maySleep();

  /** Writes the job, then the ticket, from which on workers take chunks; gives the number of chunks. */
  function publish(kernel: number, calls: Calls, work: WorkMemory | undefined): number {
    const count = calls[0]!.length;
    const callsInChunk = Math.ceil(calls.length / MOST_CHUNKS);
    const chunks = Math.ceil(calls.length / callsInChunk);
    numbers[0] = work?.address ?? 0;
    numbers[1] = work?.bytes ?? 0;
    let at = WORK_NUMBERS;
    for (const call of calls) for (let i = 0; i < count; i++) numbers[at++] = call[i]!;
    words[Word.kernel] = kernel;
    words[Word.calls] = calls.length;
    words[Word.arguments] = count;
    words[Word.callsInChunk] = callsInChunk;
    words[Word.chunks] = chunks;
    words[Word.hasWork] = work ? 1 : 0;
    words[Word.failed] = 0;
    Atomics.store(words, Word.done, 0);
    // The number of the job goes up, so that no worker takes a chunk by what it read of the job before.
    const job = (Atomics.load(words, Word.ticket) & ~MOST_CHUNKS) + MOST_CHUNKS + 1;
    Atomics.store(words, Word.ticket, job + chunks);
    if (Atomics.load(words, Word.sleepers) > 0) Atomics.notify(words, Word.ticket, chunks - 1);
    return chunks;
  }

  /** Takes chunks like the workers, as thread 0, until none is left. */
  function takePart(calls: Calls, work: WorkMemory | undefined): void {
    const kernel = kernels[words[Word.kernel]!]!;
    const callsInChunk = words[Word.callsInChunk]!;
    const chunks = words[Word.chunks]!;
    for (;;) {
      const ticket = Atomics.load(words, Word.ticket);
      const left = ticket & MOST_CHUNKS;
      if (left === 0) return;
      if (Atomics.compareExchange(words, Word.ticket, ticket, ticket - 1) !== ticket) continue;
      try {
        const first = (chunks - left) * callsInChunk;
        for (const call of calls.slice(first, first + callsInChunk)) {
          if (work) kernel(...call, work.address);
          else kernel(...call);
        }
      } finally {
        Atomics.add(words, Word.done, 1);
      }
    }
  }

  /** Waits for the chunks that workers have taken; false where none was finished for too long. */
  function waitForAll(chunks: number): boolean {
    let done = Atomics.load(words, Word.done);
    for (let spin = 0; done !== chunks && spin < SPINS; spin++) done = Atomics.load(words, Word.done);
    if (done === chunks) return true;
    Atomics.store(words, Word.waiting, 1);
    // Twice half of it: a machine that was asleep has used up one half at most.
    for (let late = 0; done !== chunks && late < 2;) {
      const before = done;
      if (sleeps) Atomics.wait(words, Word.done, before, patience / 2);
      else for (const end = performance.now() + patience / 2; Atomics.load(words, Word.done) === before && performance.now() < end;);
      done = Atomics.load(words, Word.done);
      late = done === before ? late + 1 : 0;
    }
    Atomics.store(words, Word.waiting, 0);
    return done === chunks;
  }

  function run(name: string, calls: Calls, work?: WorkMemory): Outcome {
    const chunks = publish(names.indexOf(name), calls, work);
    let answered: boolean;
    try {
      takePart(calls, work);
    } finally {
      answered = waitForAll(chunks);
    }
    return { answered, failed: words[Word.failed] === 1 };
  }

  return { buffer, most: (parameters) => Math.floor((NUMBERS - WORK_NUMBERS) / Math.max(1, parameters)), run };
}
