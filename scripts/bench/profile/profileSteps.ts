import * as tf from '@tensorflow/tfjs-core';
import type { Stepper } from '../steps/stepper';
import { watchCollections } from './watchCollections';
import { byKernel, byShape, watchKernels, type WatchedStep } from './watchKernels';

export interface ProfiledStep extends WatchedStep {
  /** Milliseconds of the step, without those that watching took. */
  readonly step: number;
  /** Milliseconds of it that the garbage collector took, within kernels or outside. */
  readonly collecting: number;
}

/** The fastest of `repeat` steps, kernel by kernel; `warmUp` steps come before them, and one that is watched. */
export async function profileSteps(
  stepper: Stepper,
  { repeat, warmUp, shapes }: { repeat: number; warmUp: number; shapes: boolean },
): Promise<ProfiledStep> {
  for (let i = 0; i < warmUp; i++) await stepper.step();
  const watch = watchKernels(tf.getBackend(), shapes ? byShape : byKernel);
  const collections = watchCollections();
  const watched = async (): Promise<ProfiledStep> => {
    const seconds = await stepper.step();
    const seen = watch.take();
    return { ...seen, step: seconds * 1000 - seen.watching, collecting: await collections.take() };
  };
  try {
    await watched();
    let best = await watched();
    for (let i = 1; i < repeat; i++) {
      const next = await watched();
      if (next.step < best.step) best = next;
    }
    return best;
  } finally {
    watch.stop();
    collections.stop();
  }
}
