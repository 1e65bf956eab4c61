/** Numbers that a rank lays down at a time: 4 MiB. */
const CHUNK = 2 ** 20;
/** Bytes of the message that a failure leaves. */
const MESSAGE = 4096;

/** What threads meet in; it can be handed to a worker as it is. */
export interface SharedMemory {
  readonly size: number;
  /** See `place`. */
  readonly control: SharedArrayBuffer;
  readonly message: SharedArrayBuffer;
  /** A slot a rank, and one for the sums. */
  readonly slots: SharedArrayBuffer;
}

/** Where things are in the control numbers; from `counts` on, how many numbers each rank has come with. */
export const place = { failed: 0, messageLength: 1, failedRank: 2, arrived: 3, generation: 4, counts: 5 } as const;

/** Memory for so many threads, in which nobody has arrived yet. */
export const sharedMemory = (size: number, chunk = CHUNK): SharedMemory => ({
  size,
  control: new SharedArrayBuffer(4 * (place.counts + size)),
  message: new SharedArrayBuffer(MESSAGE),
  slots: new SharedArrayBuffer(4 * chunk * (size + 1)),
});
