import { check } from '../errors/index';
import { emaDecay } from './emaDecay';

/** A half-life in images with a ramp (the default), or a fixed decay from a step on. */
export type EmaOptions =
  | {
      /** Default 10 000. */
      readonly halfLifeImages?: number;
      /** Share of the images seen that bounds the half-life; null: unbounded. Default 0.05. */
      readonly rampUp?: number | null;
    }
  | {
      /** In [0, 1). */
      readonly decay: number;
      /** Until this step the average follows the weights. Default 0. */
      readonly startStep?: number;
    };

/** Where training stands at an update. */
export interface EmaProgress {
  /** Images shown before this step's batch. */
  readonly imagesSeen: number;
  readonly batchSize: number;
  /** Steps done before this one. */
  readonly step: number;
}

/**
 * The decay at each point of training.
 *
 * @throws GanError if options are mixed or out of range.
 */
export function emaSchedule(options: EmaOptions): (progress: EmaProgress) => number {
  if (!('decay' in options)) {
    emaDecay({ ...options, imagesSeen: 0, batchSize: 1 });
    return ({ imagesSeen, batchSize }) => emaDecay({ ...options, imagesSeen, batchSize });
  }
  const { decay, startStep = 0 } = options;
  check(
    !('halfLifeImages' in options || 'rampUp' in options),
    () => 'ema: give either decay and startStep, or halfLifeImages and rampUp. Got both.',
  );
  check(decay >= 0 && decay < 1, () => `ema: decay must lie in [0, 1). Got ${decay}.`);
  check(Number.isSafeInteger(startStep) && startStep >= 0, () => `ema: startStep must be an integer >= 0. Got ${startStep}.`);
  return ({ step }) => {
    check(Number.isSafeInteger(step) && step >= 0, () => `ema: step must be an integer >= 0. Got ${step}.`);
    return step < startStep ? 0 : decay;
  };
}
