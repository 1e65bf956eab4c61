import * as tf from '@tensorflow/tfjs-core';
import { type GanSystem, type ImageBatch, randomStream, type StepContext } from '@ganblocks/core';
import type { BenchCase } from '../cases';
import { batchesOf } from './batches';

/** A piece of work that can be done again and again. */
export interface Stepper {
  /** Does it once: its seconds, with what it waits for. */
  step(): Promise<number>;
  /** How many numbers each network learns. */
  readonly params: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

export interface Rounds extends Stepper {
  /** Of the last round. */
  readonly losses: readonly number[];
}

/** Builds a case, whose rounds are the steps. */
export async function roundsOf(bench: BenchCase): Promise<Rounds> {
  const system = bench.system();
  const random = randomStream(0);
  const batches = await batchesOf(bench);
  let step = 0;
  let losses: readonly number[] = [];
  return {
    get losses() {
      return losses;
    },
    params: parametersOf(system),
    async step() {
      const started = performance.now();
      const phase = { name: 'train', progress: 0 };
      losses = await oneRound(system, { next: () => batches.next(), random, step, imagesSeen: step * bench.batchSize, phase });
      batches.release();
      step += 1;
      return (performance.now() - started) / 1000;
    },
    async close() {
      await batches.close();
      system.dispose();
    },
  };
}

/** The losses of a round, which counts as done when they have been read. */
async function oneRound(system: GanSystem<ImageBatch>, context: StepContext<ImageBatch>): Promise<number[]> {
  const terms = Object.values(await system.step(context)).flatMap((group) => Object.values(group));
  const values = await Promise.all(terms.map((term) => term.data()));
  tf.dispose(terms);
  return values.map(([value = NaN]) => value);
}

const parametersOf = ({ networks }: GanSystem<ImageBatch>): Record<string, number> =>
  Object.fromEntries(Object.entries(networks).map(([name, { trainable }]) => [name, trainable.reduce((sum, { size }) => sum + size, 0)]));
