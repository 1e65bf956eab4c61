import * as tf from '@tensorflow/tfjs-core';
import type { BenchCase } from '../cases';
import { inferenceCases } from '../inference/inferenceCases';
import { makeImages } from '../inference/makeImages';
import { openBackend } from '../openBackend';
import type { BenchOptions } from '../options';
import { roundsOf, type Stepper } from '../steps/stepper';
import { usualWarmUp } from '../steps/warmUp';
import { threadsText } from '../threadsText';
import { profileSteps } from './profileSteps';
import { profileReport, profileTable } from './profileTable';

/** Prints where the steps of each case, a whole round or a batch of images, spend their time. */
export async function profile(options: BenchOptions, caseOf: (name: string) => BenchCase): Promise<void> {
  const { only, repeat, json, shapes, batches } = options;
  const { backend, threads } = await openBackend(options.backend, options.threads);
  const warmUp = options.warmUp ?? usualWarmUp(backend);

  async function stepperOf(name: string): Promise<Stepper> {
    const generator = inferenceCases[name];
    return generator ? makeImages(generator, batches[0] ?? 1) : roundsOf(caseOf(name));
  }

  for (const name of only) {
    const stepper = await stepperOf(name);
    const report = profileReport(await profileSteps(stepper, { repeat, warmUp, shapes }));
    await stepper.close();
    const line = { case: name, ...report, repeat, threads, backend, tfjs: tf.version_core };
    const heading = `${name}, the fastest of ${repeat} steps; ${backend}, ${threadsText(threads)}`;
    console.log(json ? JSON.stringify(line) : `${heading}\n${profileTable(report)}\n`);
  }
}
