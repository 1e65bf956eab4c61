import { check, type GanSystem, type StepContext } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { checkFinite } from './checkFinite';
import { gradientNorms } from './gradientNorms';
import { readReport, type StepNumbers } from './lossReport';
import type { OpenRun } from './openRun';
import type { Collective } from './replicas/collective';
import { phaseProgress } from './phasePlan';
import { checkAgreement } from './replicas/checkAgreement';
import { dividedParts } from './replicas/dividedParts';
import { partDraws } from './replicas/partDraws';
import type { ResolvedSettings } from './trainOptions';

/**
 * What a run does once a step: rates, the system's round of updates with the run's gradients, its numbers read and checked, averages, counters.
 * Where it throws, the counters stay, and nothing is left behind.
 */
export function roundOf<Batch, Request>(
  system: GanSystem<Batch, Request>,
  run: OpenRun<Batch>,
  { images, microBatchSize, collective, augment, reduceGradients }: ResolvedSettings<Request>,
): () => Promise<StepNumbers> {
  const { plan, at, root, source, average, rates } = run;
  const gradients = gradientNorms(system, reduceGradients);
  let met = false;

  return async () => {
    const { step, imagesSeen } = at;
    const { batchSize } = plan[at.phase]!;
    const phase = phaseNow(run);
    rates.set({ imagesSeen, images, progress: Math.min(1, imagesSeen / images), phase });
    const draws = partDraws(root.split(`step ${step}`));
    const { random } = draws;
    const { parts, sums } = dividedParts(system, draws, collective);
    const partSize = microBatchSize ?? (collective && batchSize / collective.size);
    const context: StepContext<Batch> = {
      ...{ next: () => source.next(), random, step, imagesSeen, phase },
      ...(augment ? { augment: (seen: tf.Tensor4D) => augment.apply(seen, random) } : {}),
      ...{ reduceGradients: gradients.reduce, ...(partSize === undefined ? {} : { microBatchSize: partSize, parts }) },
    };
    try {
      const numbers = await readReport(await system.step(context), gradients.take());
      await checkFinite(numbers, system, at);
      checkDivided(system, collective, sums());
      await checkAgreement(system, collective, step + 1, !met);
      met = true;
      average.ema?.update({ imagesSeen, batchSize, step });
      Object.assign(at, { step: step + 1, imagesSeen: imagesSeen + batchSize });
      return numbers;
    } finally {
      tf.dispose(gradients.take().map(({ norm }) => norm));
      source.release();
    }
  };
}

/** Replicas that share nothing would all do the same work. */
function checkDivided({ name }: { readonly name: string }, collective: Collective | undefined, sums: number): void {
  check(collective === undefined || collective.size === 1 || sums > 0, () => {
    return `train: replicas divide the batches of the updates that minimizeOver makes. Got none that it could divide in a step of '${name}'. Leave replicas out, or write the system's updates with minimizeOver.`;
  });
}

/** The phase of a run and how far it has come. */
export function phaseNow<Batch>({ plan, at }: OpenRun<Batch>): StepContext<Batch>['phase'] {
  const planned = plan[at.phase]!;
  return { name: planned.phase.name, progress: phaseProgress(planned, at.imagesSeen) };
}

/** Begins the phase that the images shown so far lead to, if it has not begun. */
export async function enterPhase<Batch>({ plan, at, source, average }: OpenRun<Batch>): Promise<void> {
  while (at.phase < plan.length - 1 && at.imagesSeen >= plan[at.phase]!.to) {
    at.phase += 1;
    plan[at.phase]!.phase.begin?.();
    average.refresh();
    await source.open(plan[at.phase]!);
  }
}
