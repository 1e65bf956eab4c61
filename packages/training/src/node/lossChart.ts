import { lineChart } from '@ganblocks/data';
import { everyImages } from '../everyImages';
import type { Observer } from '../observer';
import { asLogged, eachLogLine } from './logFile';
import { lossHistory } from './lossHistory';
import { writeAtomically } from './writeAtomically';

/** Below this many steps a moving average says less than the line itself. */
const STEPS_TO_SMOOTH = 100;

/**
 * An observer that draws all loss terms over the images shown into an SVG file, anew every `every` images and at the end. What was before a sitting,
 * or before a run went back, comes from its log.
 */
export function lossChart(path: string, { every, log }: { every: number; log: string }): Observer {
  let history = lossHistory();
  const fromLog = async (): Promise<void> => {
    history = lossHistory();
    await eachLogLine(log, ({ images, losses }) => history.add(images, losses));
  };
  const draw = everyImages(
    every,
    async ({ system, step }) => {
      const smoothing = step > STEPS_TO_SMOOTH ? 0.9 : 0;
      await writeAtomically(
        path,
        lineChart({ title: `${system.name}: losses`, xLabel: 'images', yLabel: 'loss', series: history.series(), smoothing }),
      );
    },
    { atEnd: true },
  );
  return {
    async begin(run) {
      if (run.step > 0) await fromLog();
      await draw.begin?.(run);
    },
    async step(event) {
      // As a resumed run reads them: where losses hardly change, the last digits are seen.
      history.add(event.imagesSeen, asLogged(event.losses));
      await draw.step?.(event);
    },
    async recover(at, error) {
      await fromLog();
      await draw.recover?.(at, error);
    },
    end: (summary) => draw.end?.(summary),
  };
}
