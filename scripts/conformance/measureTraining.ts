import { randomStream } from '@ganblocks/core';
import type { GanSystem, ImageBatch, StepContext } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cases } from '../bench/cases';

const BATCH_SIZE = 4;
const ROUNDS = 3;

async function lossesOf(system: GanSystem<ImageBatch>, context: StepContext<ImageBatch>): Promise<number[]> {
  const terms = Object.values(await system.step(context)).flatMap((group) => Object.values(group));
  const values = await Promise.all(terms.map((term) => term.data()));
  tf.dispose(terms);
  return values.map(([value = NaN]) => value);
}

/** All losses of some rounds of a bench case at a small batch; from the second round on they tell whether the updates were right. */
export async function measureTraining(name: string): Promise<{ losses: number[]; seconds: number }> {
  const bench = cases[name];
  if (!bench) throw new Error(`No bench case ${name}.`);
  const system = bench.system();
  const random = randomStream(0);
  const images = random.uniform([BATCH_SIZE, ...bench.image], { low: -1, high: 1 }) as Tensor4D;
  const started = performance.now();
  const losses: number[] = [];
  for (let step = 0; step < ROUNDS; step++) {
    const phase = { name: 'train', progress: 0 };
    losses.push(
      ...(await lossesOf(system, { next: () => Promise.resolve({ images }), random, step, imagesSeen: step * BATCH_SIZE, phase })),
    );
  }
  images.dispose();
  return { losses, seconds: (performance.now() - started) / 1000 };
}
