import { printable } from '@ganblocks/core';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';
import { digitJudge } from './digitJudge';
import type { Judge, Metric } from './judge';

const judges: readonly Judge[] = [digitJudge];

/** Every metric that can be asked for, with the images that it is for. */
export const metrics: readonly (Metric & { readonly judges: string })[] = judges.flatMap((judge) =>
  judge.metrics.map((metric) => ({ ...metric, judges: judge.judges })),
);

/** Metrics that were asked for, and who measures them. */
export interface ChosenMetrics {
  readonly metrics: readonly Metric[];
  readonly judges: readonly Judge[];
}

/**
 * The metrics of these names; 'all' is each that fits the images.
 *
 * @throws UsageError where there is no such metric, or it is for other images.
 */
export function chooseMetrics(
  names: readonly string[],
  images: { readonly resolution: number; readonly imageChannels: number },
): ChosenMetrics {
  const fitting = judges.filter((judge) => judge.fits(images));
  const size = `${images.resolution} x ${images.resolution} x ${images.imageChannels}`;
  checkUsage(fitting.length > 0 || !names.includes('all'), () => {
    return `--metrics: there is no metric yet for images of ${size}. There are ${words(metrics)}.`;
  });
  const wanted = names.includes('all') ? fitting.flatMap((judge) => judge.metrics.map(({ name }) => name)) : names;
  checkUsage(wanted.length > 0, () => `--metrics: expected names with commas between them. Got nothing. There are ${words(metrics)}.`);
  const chosen = wanted.map((name) => {
    const judge = judges.find((one) => one.metrics.some((metric) => metric.name === name));
    const all = metrics.map((metric) => metric.name);
    checkUsage(judge !== undefined, () => {
      return `--metrics: there is no metric '${printable(name)}'.${suggestion(name, all)} There are ${all.join(', ')}.`;
    });
    checkUsage(judge.fits(images), () => `--metrics: '${name}' judges ${judge.judges}. Got images of ${size}. Leave it out.`);
    return { judge, metric: judge.metrics.find((metric) => metric.name === name)! };
  });
  return { metrics: chosen.map(({ metric }) => metric), judges: [...new Set(chosen.map(({ judge }) => judge))] };
}

const words = (list: readonly (Metric & { readonly judges: string })[]): string =>
  list.map(({ name, judges: whom }) => `${name} (for ${whom})`).join(', ');
