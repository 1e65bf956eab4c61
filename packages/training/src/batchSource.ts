import { check, type BatchStream, type Dataset, type RandomStream, type StreamRequest } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { PlannedPhase } from './phasePlan';

interface OpenData<Batch> {
  readonly stream: BatchStream<Batch>;
  readonly request: StreamRequest;
  readonly dataset: Dataset<Batch>;
}

/** The batches of a run: one open stream at a time, and an account of what has been drawn from it. */
export interface BatchSource<Batch> {
  /** Opens the stream that a phase needs; keeps the present one where batch size and resolution stay the same. */
  open(phase: PlannedPhase): Promise<void>;
  /** Opens and closes what later phases ask for, where it is not what the first does, so that a set too small for one of them says so before the first step. */
  tryOut(phases: readonly PlannedPhase[]): Promise<void>;
  /** Opens a stream as it was asked for before: that of a checkpoint. */
  reopen(request: StreamRequest): void;
  /** A fresh batch, disposed by the next `release`. */
  next(): Promise<Batch>;
  /** Disposes all batches drawn since the last call. */
  release(): void;
  /** The stream now open and what it was asked for. */
  readonly current: OpenData<Batch> | undefined;
  close(): Promise<void>;
}

/** Draws batches from a data set. Each stream is seeded by the run's seed and the phase that opens it, and by nothing else. */
export function batchSource<Batch>(data: Dataset<Batch>, root: RandomStream): BatchSource<Batch> {
  let current: OpenData<Batch> | undefined;
  let drawn: Batch[] = [];
  const close = async (): Promise<void> => {
    const closing = current;
    current = undefined;
    await closing?.stream.close();
  };
  return {
    get current() {
      return current;
    },
    async open({ index, batchSize, resolution }) {
      if (current?.request.batchSize === batchSize && current.request.resolution === resolution) return;
      await close();
      // By the phase that opens it: a level of a growing net does not begin with the same images as the last.
      const seed = Math.floor(root.split(`data ${index}`).next() * 2 ** 31);
      const request = requestOf(batchSize, resolution, seed);
      current = { stream: data.stream(request), request, dataset: data };
    },
    async tryOut([first, ...later]) {
      for (const { batchSize, resolution } of later) {
        if (batchSize === first?.batchSize && resolution === first.resolution) continue;
        await data.stream(requestOf(batchSize, resolution, 0)).close();
      }
    },
    reopen(request) {
      current = { stream: data.stream(request), request, dataset: data };
    },
    async next() {
      check(
        current !== undefined,
        () => `train: a step drew a batch of '${data.name}' outside of a run. Call next() only while its step runs.`,
      );
      const batch = await current.stream.next();
      drawn.push(batch);
      return batch;
    },
    release() {
      for (const batch of drawn) tf.dispose(batch as tf.TensorContainer);
      drawn = [];
    },
    close,
  };
}

function requestOf(batchSize: number, resolution: number | undefined, seed: number): StreamRequest {
  return resolution === undefined ? { batchSize, seed } : { batchSize, resolution, seed };
}
