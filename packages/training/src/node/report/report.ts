import { everyImages } from '../../everyImages';
import type { Observer, TrainingSummary } from '../../observer';
import type { RunState } from './runRecord';
import type { SheetCache } from './sheets';
import { writeReportAs } from './writeReport';

export interface ReportOptions {
  /** Images of training between two writings. Default: a twentieth of the run. */
  readonly every?: number;
}

/**
 * An observer that keeps `report.html` in a run folder up to date: before the first step, every `every` images, and when the run ends or an
 * error stops it. The page is made from the files of the folder, so that it goes after the observers that write log, figures, warnings and sheets.
 *
 * @throws GanError that names the path and what to do where the folder cannot be written.
 * @example await train(gan, digits, { images: 60_000, observers: [runFolder('runs/digits'), report('runs/digits')] });
 */
export function report(folder: string, { every }: ReportOptions = {}): Observer {
  const cache: SheetCache = new Map();
  const write = async (state: RunState): Promise<void> => {
    await writeReportAs(folder, { state, cache });
  };
  let regularly: Observer = {};
  return {
    async begin(run) {
      regularly = everyImages(every ?? Math.ceil(run.images / 20), () => write({ kind: 'running' }));
      await regularly.begin?.(run);
      await write({ kind: 'running' });
    },
    step: (event) => regularly.step?.(event),
    recover: (at, error) => regularly.recover?.(at, error),
    end: (summary) => write(endOf(summary)),
    fail: (error) => write({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  };
}

const endOf = ({ stopped }: TrainingSummary): RunState => (stopped === undefined ? { kind: 'ended' } : { kind: 'ended', stopped });
