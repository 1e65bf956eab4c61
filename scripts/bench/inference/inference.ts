import * as tf from '@tensorflow/tfjs-core';
import { memoryUsed } from '../memoryUsed';
import { openBackend } from '../openBackend';
import type { BenchOptions } from '../options';
import { again } from '../ownProcess';
import { progressOf } from '../progress';
import { sum, summary } from '../statistics';
import { timeSteps } from '../steps/timeSteps';
import { table } from '../table';
import { inferenceCases } from './inferenceCases';
import { makeImages } from './makeImages';

export interface InferenceLine {
  readonly case: string;
  readonly batch: number;
  readonly ms_per_image: number;
  readonly best_ms_per_image: number;
  readonly params: number;
  /** MiB, the most that it came to. */
  readonly heap_mb?: number;
  /** MiB of the process, the most that it came to. */
  readonly resident_mb: number;
  readonly repeat: number;
  readonly threads: number;
  readonly backend: string;
}

const perImage = (seconds: number, batch: number): number => Number(((1000 * seconds) / batch).toFixed(2));

async function oneHere(options: BenchOptions, name: string, batch: number): Promise<InferenceLine> {
  const { repeat, warmUp = 1 } = options;
  const bench = inferenceCases[name];
  if (!bench) throw new Error(`No inference case ${name}.`);
  const on = await openBackend(options.backend, options.threads);
  const images = makeImages(bench, batch);
  const { median_s, min_s } = summary(await timeSteps(images, { repeat, warmUp }));
  const memory = memoryUsed();
  await images.close();
  return {
    ...{ case: name, batch, ms_per_image: perImage(median_s, batch), best_ms_per_image: perImage(min_s, batch) },
    ...{ params: sum(Object.values(images.params)), ...memory, repeat, ...on, tfjs: tf.version_core },
  };
}

/** In a process of its own, whose memory is then that of this case alone. */
export async function oneElsewhere(options: BenchOptions, name: string, batch: number): Promise<InferenceLine> {
  const { repeat, warmUp, threads, backend } = options;
  const warm = warmUp === undefined ? [] : ['--warm-up', String(warmUp)];
  const asked = ['--inference', '--only', name, '--batch', String(batch), '--repeat', String(repeat), '--threads', String(threads)];
  const [line] = (await again([...asked, '--backend', backend, ...warm])) as InferenceLine[];
  if (!line) throw new Error(`${name}: its process printed nothing.`);
  return line;
}

/** Times generators at each batch, and prints what they need. */
export async function inference(options: BenchOptions): Promise<void> {
  const { only, batches, json } = options;
  const asked = only.flatMap((name) => batches.map((batch) => ({ name, batch })));
  const alone = asked.length === 1;
  const progress = progressOf(asked.length);
  const rows = [['', 'batch', 'ms an image', 'best', 'parameters', 'heap MiB']];
  for (const { name, batch } of asked) {
    const line = await (alone ? oneHere : oneElsewhere)(options, name, batch);
    const { ms_per_image, best_ms_per_image, params, heap_mb } = line;
    if (!alone) progress(`${name}, batch ${batch}: ${ms_per_image} ms an image`);
    if (json) console.log(JSON.stringify(line));
    rows.push([name, String(batch), ms_per_image.toFixed(1), best_ms_per_image.toFixed(1), String(params), String(heap_mb ?? '')]);
  }
  if (!json) console.log(table(rows));
}
