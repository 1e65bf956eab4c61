import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type Losses, type Observer, readCheckpoint, type TrainingSummary } from '../../src/index';
import { isReplica, train } from '../../src/node/index';
import { toyData } from '../toyData';
import { normalizedGan, type Trouble } from './normalizedGan';

/** A run as plain data, for a thread to do the same. */
export interface GanRun {
  readonly steps: number;
  readonly replicas?: number;
  readonly microBatchSize?: number;
  readonly batchSize?: number;
  readonly timeLimit?: number;
  readonly recover?: boolean;
  readonly trouble?: Trouble;
}

export interface GanResult {
  readonly losses: readonly Losses[];
  /** Of each step. */
  readonly checkpoints: readonly Uint8Array[];
  readonly summary: TrainingSummary;
}

const script = new URL('script.mjs', import.meta.url);

/** Trains the GAN on noise of 8 x 8. The first rank keeps what comes of it; the others do not come back. */
export async function trainGan(
  options: GanRun,
  more: { readonly resume?: Uint8Array; readonly run?: string; readonly observers?: readonly Observer[] } = {},
): Promise<GanResult> {
  const { steps, replicas, microBatchSize, batchSize = 12, timeLimit = 60, recover, trouble } = options;
  await tf.setBackend('wasm');
  const [losses, checkpoints]: [Losses[], Uint8Array[]] = [[], []];
  const record: Observer = {
    async step(event) {
      losses.push(event.losses);
      checkpoints.push(await event.checkpoint());
    },
  };
  const system = normalizedGan({ trouble, here: isReplica() });
  try {
    const summary = await train(system, toyData(), {
      ...{ images: steps * batchSize, batchSize, resolution: 8, quiet: true, samples: 0 },
      ...(more.resume ? { resume: more.resume } : { seed: 5 }),
      ...(more.run === undefined ? {} : { run: more.run }),
      ...(microBatchSize === undefined ? {} : { microBatchSize }),
      ...(recover === true ? { recover: { times: 1 } } : {}),
      ...(replicas === undefined ? {} : { replicas: { count: replicas, script, argv: [JSON.stringify(options)], timeLimit } }),
      observers: [record, ...(more.observers ?? [])],
    });
    return { losses, checkpoints, summary };
  } finally {
    system.dispose();
  }
}

/** A checkpoint but for its seconds. */
export function contentOf(bytes: Uint8Array | undefined): unknown {
  const { info, tensors } = readCheckpoint(bytes!);
  return { ...info, seconds: 0, tensors: [...tensors].map(([name, { shape, data }]) => [name, shape, [...data].map(Number)]) };
}
