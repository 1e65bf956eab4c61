import * as tf from '@tensorflow/tfjs-core';
import type { BenchCase } from '../cases';
import { memoryUsed } from '../memoryUsed';
import { openBackend } from '../openBackend';
import type { BenchOptions } from '../options';
import { summary } from '../statistics';
import { threadsText } from '../threadsText';
import { roundsOf } from './stepper';
import { timeSteps } from './timeSteps';
import { usualWarmUp } from './warmUp';

/** Takes the steps of each case on one backend, and prints how long they take. */
export async function training(options: BenchOptions, caseOf: (name: string) => BenchCase): Promise<void> {
  const { only, repeat, json } = options;
  const { backend, threads } = await openBackend(options.backend, options.threads);
  const warmUp = options.warmUp ?? usualWarmUp(backend);
  for (const name of only) {
    const rounds = await roundsOf(caseOf(name));
    const times = summary(await timeSteps(rounds, { repeat, warmUp }));
    await rounds.close();
    const { median_s, min_s, max_s } = times;
    const { params, losses } = rounds;
    const line = { case: name, ...times, losses, repeat, threads, backend, tfjs: tf.version_core, params, ...memoryUsed() };
    const spread = `${median_s.toFixed(4)} s a step, ${min_s.toFixed(4)} to ${max_s.toFixed(4)} in ${repeat}`;
    console.log(json ? JSON.stringify(line) : `${name.padEnd(14)}  ${spread}; ${backend}, ${threadsText(threads)}`);
  }
}
