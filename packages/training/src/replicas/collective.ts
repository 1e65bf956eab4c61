/**
 * Several processes with the same weights that share the work of a run and meet in it: threads here, machines where somebody writes it.
 *
 * Each has a rank below `size`. All call the same methods in the same order with as many numbers; nothing else is agreed on. What one throws
 * reaches the others by `close(error)`. `train` calls `allReduce` and `broadcast`; whoever made a collective closes it.
 */
export interface Collective {
  /** 0 is the one that reads checkpoints, writes files, measures, and says when the run ends. */
  readonly rank: number;
  readonly size: number;
  /**
   * Adds up the values of all ranks in place, in float32 and in the order of their ranks, ((v₀ + v₁) + v₂) + …: all have the same bits after it. It
   * blocks until all have come, because an update is one synchronous function; over a network, a thread beside does the talking.
   *
   * @throws GanError where another rank has failed, does not come in time, or comes with another number of values.
   */
  allReduce(values: Float32Array): void;
  /**
   * The bytes that rank 0 passes, at every rank; the others pass none. Nobody is blocked: rank 0 may take as long as it likes between two calls.
   *
   * @throws GanError where another rank has failed.
   */
  broadcast(bytes?: Uint8Array): Promise<Uint8Array>;
  /** Leaves. With an error, the other ranks fail at their present or next call, and say so. Twice is harmless. */
  close(error?: unknown): Promise<void>;
}
