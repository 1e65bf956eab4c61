import { performance } from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import type { GanSystem, ImageBatch, StepContext } from '@ganblocks/core';
import type { BenchCase } from './cases';

export interface StepTimes {
  /** Seconds of each timed step, in order. */
  readonly seconds: readonly number[];
  readonly params: Readonly<Record<string, number>>;
}

/** Times whole steps, with what they wait for their images: `warmUp` steps that do not count, then `repeat` that do. */
export async function timeSteps(bench: BenchCase, repeat: number, warmUp: number): Promise<StepTimes> {
  const { batchSize } = bench;
  const system = bench.system();
  const random = randomStream(0);
  const batches = await batchesOf(bench);
  const seconds: number[] = [];
  for (let step = 0; step < warmUp + repeat; step++) {
    const started = performance.now();
    await oneStep(system, {
      next: () => batches.next(),
      random,
      step,
      imagesSeen: step * batchSize,
      phase: { name: 'train', progress: 0 },
    });
    batches.release();
    if (step >= warmUp) seconds.push((performance.now() - started) / 1000);
  }
  await batches.close();
  return { seconds, params: parametersOf(system) };
}

interface Batches {
  next(): Promise<ImageBatch>;
  /** After the step that has used the batch. */
  release(): void;
  close(): Promise<void>;
}

/** Those of the data set, or one batch of synthetic images again and again. */
async function batchesOf({ batchSize, image, data }: BenchCase): Promise<Batches> {
  if (!data) {
    const images = randomStream(1).uniform([batchSize, ...image], { low: -1, high: 1 }) as Tensor4D;
    return { next: () => Promise.resolve({ images }), release: () => undefined, close: async () => images.dispose() };
  }
  const stream = (await data()).stream({ batchSize, seed: 0 });
  let drawn: ImageBatch[] = [];
  return {
    async next() {
      const batch = await stream.next();
      drawn.push(batch);
      return batch;
    },
    release() {
      for (const batch of drawn) tf.dispose({ ...batch });
      drawn = [];
    },
    close: () => stream.close(),
  };
}

/** A step counts as done when its losses have been read. */
async function oneStep(system: GanSystem<ImageBatch>, context: StepContext<ImageBatch>): Promise<void> {
  const terms = Object.values(await system.step(context)).flatMap((group) => Object.values(group));
  await Promise.all(terms.map((term) => term.data()));
  tf.dispose(terms);
}

const parametersOf = ({ networks }: GanSystem<ImageBatch>): Record<string, number> =>
  Object.fromEntries(Object.entries(networks).map(([name, { trainable }]) => [name, trainable.reduce((sum, { size }) => sum + size, 0)]));
