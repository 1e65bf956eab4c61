/*
 * What the threads of a pool share besides the memory: a small buffer with the job. Each word that is written while others read has a cache line of its own.
 */

/** Places of the words, as integers. The worker's source repeats them. */
export const Word = {
  /** The number of the job, times 256, and how many of its chunks nobody has taken yet. */
  ticket: 0,
  /** Chunks that are finished. */
  done: 16,
  /** Workers that sleep until the ticket changes. */
  sleepers: 32,
  /** 1 while the main thread sleeps until chunks are finished. */
  waiting: 48,
  /** 1 where a kernel threw. */
  failed: 64,
  /** The job: the kernel's number, its calls, the arguments of each, the chunks of so many calls, and whether a thread's work memory comes last. */
  kernel: 80,
  calls: 81,
  arguments: 82,
  chunks: 83,
  callsInChunk: 84,
  hasWork: 85,
} as const;

/** Chunks that a ticket can count. */
export const MOST_CHUNKS = 255;
/** Bytes before the numbers. */
const HEADER = 512;
/** Numbers of a job: those of the work memory, then the arguments of all calls. */
export const NUMBERS = 8192;
/** The numbers before the arguments: where the work memory begins, and the bytes that each thread has of it. */
export const WORK_NUMBERS = 2;

/** The buffer, as the words and the numbers that are in it. */
export interface Control {
  readonly buffer: SharedArrayBuffer;
  readonly words: Int32Array;
  readonly numbers: Float64Array;
}

export function createControl(): Control {
  const buffer = new SharedArrayBuffer(HEADER + NUMBERS * Float64Array.BYTES_PER_ELEMENT);
  return { buffer, words: new Int32Array(buffer, 0, HEADER / 4), numbers: new Float64Array(buffer, HEADER) };
}
