import { randomStream } from '@ganblocks/core';
import type { EvaluationSettings, Figure, Moment } from '@ganblocks/training';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Panel } from '../metrics/panel';
import type { RunCommand } from './runCommand';

/** Images that are drawn at a time for a figure. */
const BATCH = 100;

/** What a run measures on the way, by the panel: all figures of a moment from the same images, and from the same latents at each moment. */
export function runFigures(panel: Panel, { every, samples }: NonNullable<RunCommand['evaluate']>, seed: number): EvaluationSettings {
  let latest: { readonly step: number; readonly figures: ReturnType<Panel['measure']> } | undefined;
  const measure = (moment: Moment): ReturnType<Panel['measure']> => {
    const draw = (count: number, random: ReturnType<typeof randomStream>): Tensor4D => moment.system.sample(count, { random });
    const use = (): ReturnType<Panel['measure']> =>
      panel.measure(draw, { samples, batchSize: BATCH, random: randomStream(seed).split('evaluation') });
    return moment.ema ? moment.ema.during(use) : use();
  };
  const at = (moment: Moment): ReturnType<Panel['measure']> => {
    if (latest?.step !== moment.step) latest = { step: moment.step, figures: measure(moment) };
    return latest.figures;
  };
  const figures = panel.metrics.map(({ name, better }): [string, Figure] => [
    name,
    { better, measure: async (moment) => (await at(moment))[name] ?? NaN },
  ]);
  return { every, figures: Object.fromEntries(figures) };
}
