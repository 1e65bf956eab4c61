import type { Observer } from '../observer';
import { noteOnStderr } from './note';
import { atMoment } from './words';

export interface EndOnSignalsOptions {
  /** The folder of the run, for the line that says how to go on. Default: none. */
  readonly run?: string;
  /** Takes a line about what is done. Default: writes it to `process.stderr`. */
  readonly note?: (line: string) => void;
}

/** The signals that ask a process to end, and the exit codes that say so. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof SIGNALS;

/**
 * An observer that ends a run cleanly on SIGINT (Ctrl-C) and SIGTERM: its step is finished, a run folder saves it, and `train` resolves with `stopped`
 * in its summary. A second signal ends the process at once, with exit code 130 or 143. The handlers are there only while the run is.
 *
 * @example await train(gan, digits, { images: 60_000, observers: [runFolder('runs/digits'), endOnSignals({ run: 'runs/digits' })] });
 */
export function endOnSignals({ run, note = noteOnStderr }: EndOnSignalsOptions = {}): Observer {
  const names = Object.keys(SIGNALS) as Signal[];
  let stop: (reason: string) => void = () => undefined;
  let caught: Signal | undefined;
  const handle = (signal: Signal): void => {
    if (caught !== undefined) process.exit(SIGNALS[signal]);
    caught = signal;
    stop(signal);
    note(`${signal}: the run ends after this step${run === undefined ? '' : ' and is saved'}. Once more ends it at once.`);
  };
  const release = (): void => names.forEach((name) => process.off(name, handle));
  return {
    begin(moment) {
      caught = undefined;
      stop = (reason) => moment.stop(reason);
      for (const name of names) process.on(name, handle);
    },
    end({ steps, images }) {
      release();
      if (caught === undefined) return;
      const at = atMoment({ step: steps, imagesSeen: images });
      note(`Stopped by ${caught} after ${at}.${run === undefined || steps === 0 ? '' : ` ${goOnWords(run)}`}`);
    },
    fail: release,
  };
}

/** How a run of a folder goes on. */
export const goOnWords = (run: string): string => `To go on: train(…, { run: '${run}', resume: true }).`;
