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

/** Times whole steps on synthetic images drawn once: `warmUp` steps that do not count, then `repeat` that do. */
export async function timeSteps({ batchSize, image, system: build }: BenchCase, repeat: number, warmUp: number): Promise<StepTimes> {
  const system = build();
  const random = randomStream(0);
  const images = random.uniform([batchSize, ...image], { low: -1, high: 1 }) as Tensor4D;
  const seconds: number[] = [];
  for (let step = 0; step < warmUp + repeat; step++) {
    const started = performance.now();
    await oneStep(system, {
      next: () => Promise.resolve({ images }),
      random,
      step,
      imagesSeen: step * batchSize,
      phase: { name: 'train', progress: 0 },
    });
    if (step >= warmUp) seconds.push((performance.now() - started) / 1000);
  }
  images.dispose();
  return { seconds, params: parametersOf(system) };
}

/** A step counts as done when its losses have been read. */
async function oneStep(system: GanSystem<ImageBatch>, context: StepContext<ImageBatch>): Promise<void> {
  const terms = Object.values(await system.step(context)).flatMap((group) => Object.values(group));
  await Promise.all(terms.map((term) => term.data()));
  tf.dispose(terms);
}

const parametersOf = ({ networks }: GanSystem<ImageBatch>): Record<string, number> =>
  Object.fromEntries(Object.entries(networks).map(([name, { trainable }]) => [name, trainable.reduce((sum, { size }) => sum + size, 0)]));
