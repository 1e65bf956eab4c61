/** A process that trains a narrow DCGAN on MNIST, or a system of the registry, into a run folder; its options are JSON, in the first argument. Each step is a line of JSON on stdout. */
import { setTimeout } from 'node:timers/promises';
import { useBackend } from '@ganblocks/backends';
import { sgd, type GanSystem, type ImageBatch, type Network } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { nonSaturating, r1 } from '@ganblocks/losses';
import { adversarial, dcgan } from '@ganblocks/models';
import type { Figure, Observer } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import * as tf from '@tensorflow/tfjs-core';
import { exampleOf } from './exampleOf';

/** What such a process is told. */
export interface DigitsRun {
  readonly run: string;
  readonly steps: number;
  readonly checkpointEverySteps: number;
  /** Batches that are begun before they are asked for. */
  readonly ahead: number;
  readonly resume?: boolean | 'auto';
  /** A system of the registry with its example configuration, on digits of its size, in place of a narrow DCGAN. */
  readonly system?: string;
  /** Milliseconds to wait after each step, where steps are too fast to be met. */
  readonly pause?: number;
  /** Trains by gradient descent with R1 instead, at so many times the rate that works. */
  readonly rate?: number;
  readonly recover?: boolean;
  readonly replicas?: number;
  readonly microBatchSize?: number;
}

/** What it tells of a step. */
export interface DigitsStep {
  readonly step: number;
  /** Tensors that are alive. */
  readonly tensors: number;
  /** Bytes of its resident set. */
  readonly resident: number;
}

const BATCH = 16;

/** The mean brightness of samples: cheap, and another number after every step. */
const brightness: Figure = {
  async measure(moment) {
    const samples = await moment.sample(16);
    const mean = tf.mean(samples);
    const [value = NaN] = await mean.data();
    tf.dispose([samples, mean]);
    return value;
  },
  better: 'higher',
};

const tellSteps: Observer = {
  step({ step }) {
    const told: DigitsStep = { step, tensors: tf.memory().numTensors, resident: process.memoryUsage.rss() };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  },
};

/**
 * DCGAN as it is, or its networks where they can diverge: batch norm and Adam keep a DCGAN finite at any rate, gradient descent with R1 does not.
 */
function digitsSystem(rate: number | undefined): GanSystem<ImageBatch> {
  const gan = dcgan({ resolution: 28, imageChannels: 1, latentSize: 16, width: 8, seed: 1 });
  if (rate === undefined) return gan;
  const { generator, discriminator } = gan.networks;
  const descent = (network: Network) => sgd([network], { learningRate: 0.01 * rate });
  return adversarial({
    ...{ name: 'dcgan', generator, discriminator, latentSize: 16, loss: nonSaturating(), penalties: [r1({ gamma: 10 })] },
    optimizers: { generator: descent(generator), discriminator: descent(discriminator) },
  });
}

async function digitsRun(options: DigitsRun): Promise<void> {
  const { run, steps, checkpointEverySteps, ahead, system, pause = 0, rate, recover, replicas, microBatchSize, resume = false } = options;
  await useBackend('wasm', { report: () => undefined, ...(replicas === undefined ? {} : { threads: 1 }) });
  const paused: Observer = pause === 0 ? {} : { step: () => setTimeout(pause) };
  const { gan, data } = system === undefined ? { gan: digitsSystem(rate), data: mnist({ split: 'test' }) } : await exampleOf(system);
  await train(gan, data, {
    ...{ images: steps * BATCH, batchSize: BATCH, seed: 5, ahead, run, resume },
    ...{ checkpointEvery: checkpointEverySteps * BATCH, sampleEvery: 20 * BATCH, samples: 16 },
    evaluate: { every: 10 * BATCH, figures: { brightness } },
    ...(replicas === undefined ? {} : { replicas: { count: replicas, script: import.meta.url } }),
    ...(microBatchSize === undefined ? {} : { microBatchSize }),
    ...(recover ? { recover: { every: 4 * BATCH } } : {}),
    observers: [tellSteps, paused],
  });
}

digitsRun(JSON.parse(process.argv[2] ?? '{}') as DigitsRun).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
