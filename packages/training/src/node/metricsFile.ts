import type { Figures, Moment, Observer } from '../observer';
import { lineFile } from './lineFile';

/**
 * An observer that writes `metrics.jsonl`: a line an evaluation, `{"step":100,"images":6400,"seconds":51.2,"figures":{"fid":31.4},"best":["fid"]}`,
 * where `best` names the figures that have never been better. The file is made with the first evaluation.
 */
export function metricsFile(path: string): Observer {
  const file = lineFile(path);
  const add = async ({ step, imagesSeen, seconds }: Moment, figures: Figures): Promise<void> => {
    const results = Object.entries(figures);
    if (results.length === 0) return;
    await file.append({
      ...{ step, images: imagesSeen, seconds: Number(seconds.toFixed(3)) },
      figures: Object.fromEntries(results.map(([name, { value }]) => [name, value])),
      best: results.filter(([, { isBest }]) => isBest).map(([name]) => name),
    });
  };
  return {
    async begin(run) {
      await file.keep(run.step);
      await add(run, run.figures);
    },
    step: (event) => add(event, event.figures),
    recover: ({ step }) => file.keep(step),
    end: () => file.close(),
    fail: () => file.close(),
  };
}
