import { check } from '@ganblocks/core';
import { NonFiniteError } from './nonFiniteError';
import type { RecoverySettings } from './recoverySettings';
import type { TrainingRun } from './trainingRun';

/** States that a run can go back to. */
const KEPT = 3;

interface State {
  readonly bytes: Uint8Array;
  readonly part: number;
  readonly phase: string;
  /** How often the run had gone back by then: so often its rates are lowered already. */
  readonly gone: number;
}

/** Keeps the last good states of a run, and goes back to them. */
export interface Recovery {
  /** Takes the state where one is due; after the observers of a step. */
  note(): Promise<void>;
  /** Goes back where `error` is one that this can help; else false. */
  goBack(error: unknown): boolean;
}

/**
 * Sends a run back to its last good state when a loss or a gradient has become NaN or infinite, with lower learning rates.
 *
 * @throws GanError where an option does not fit.
 */
export function recovery(run: TrainingRun, settings: RecoverySettings | undefined): Recovery {
  if (!settings) return { note: async () => undefined, goBack: () => false };
  const { every = run.moment().images / 50, rate = 0.5, times = 3 } = settings;
  check(every > 0, () => `train: recover.every must be a number of images above 0. Got ${every}. Leave it out for a fiftieth of the run.`);
  check(rate > 0 && rate < 1, () => `train: recover.rate must be in (0, 1). Got ${rate}. Use 0.5.`);
  check(Number.isInteger(times) && times > 0, () => `train: recover.times must be a whole number above 0. Got ${times}. Use 3.`);
  let states: readonly State[] = [];
  let gone = 0;
  /** Images up to which no state is taken: what comes shortly before numbers that are not finite is beyond help already. */
  let doubtful = 0;
  return {
    async note() {
      const moment = run.moment();
      const { imagesSeen, phase } = moment;
      const part = Math.floor(imagesSeen / every);
      const last = states.at(-1);
      if (last?.phase === phase.name && (last.part === part || imagesSeen < doubtful)) return;
      const bytes = await moment.checkpoint();
      // Networks that a phase has grown do not shrink again.
      states = [...states.filter((state) => state.phase === phase.name), { bytes, part, phase: phase.name, gone }].slice(-KEPT);
    },
    goBack(error) {
      const state = states.at(-1);
      if (!(error instanceof NonFiniteError) || !state || gone === times) return false;
      gone += 1;
      doubtful = run.moment().imagesSeen + every;
      // What was finite may have been beyond help: if the run does not get further, it goes back to the one before.
      if (states.length > 1) states = states.slice(0, -1);
      run.goBack(state.bytes, rate ** (gone - state.gone));
      return true;
    },
  };
}
