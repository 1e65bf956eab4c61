import { printable } from '@ganblocks/core';
import { suggestion } from '../text/nearest';
import { checkUsage } from '../usageError';
import { digitJudge } from './digitJudge';
import { extractorChoice } from './extractorChoice';
import { featureJudge } from './featureJudge';
import type { Judge, JudgedImages, Metric } from './judge';

/** 'all' is what the first one measures that fits; with an extractor, what the one measures that takes it. */
const judges: readonly Judge[] = [digitJudge, featureJudge];

/** Every metric that can be asked for, with the images that it is for. */
export const metrics: readonly (Metric & { readonly judges: string })[] = judges.flatMap((judge) =>
  judge.metrics.map((metric) => ({ ...metric, judges: judge.judges })),
);

/** Metrics that were asked for, and who measures them. */
export interface ChosenMetrics {
  readonly metrics: readonly Metric[];
  readonly judges: readonly Judge[];
  /** What `--extractor` says. */
  readonly extractor?: string;
}

/**
 * The metrics of these names; 'all' is each of the first judge that the images fit.
 *
 * @throws UsageError where there is no such metric or extractor, or it is for other images.
 */
export function chooseMetrics(names: readonly string[], images: JudgedImages): ChosenMetrics {
  const { extractor } = images;
  if (extractor !== undefined) extractorChoice(images);
  const first = extractor === undefined ? judges.find((judge) => judge.fits(images)) : featureJudge;
  const size = `${images.resolution} x ${images.resolution} x ${images.imageChannels}`;
  checkUsage(first !== undefined || !names.includes('all'), () => {
    return `--metrics: there is no metric for images of ${size}. There are ${words(metrics)}.`;
  });
  const wanted = names.includes('all')
    ? first!.metrics.filter(({ extra }) => extra !== true).map(({ name }) => name)
    : [...new Set(names.flatMap(groupOf))];
  checkUsage(wanted.length > 0, () => `--metrics: expected names with commas between them. Got nothing. There are ${words(metrics)}.`);
  const chosen = wanted.map((name) => {
    const judge = judges.find((one) => one.metrics.some((metric) => metric.name === name));
    const all = [...metrics.map((metric) => metric.name), ...groups.map(([group]) => group)];
    checkUsage(judge !== undefined, () => {
      return `--metrics: there is no metric '${printable(name)}'.${suggestion(name, all)} There are ${all.join(', ')}.`;
    });
    checkUsage(judge.fits(images), () => `--metrics: '${name}' judges ${judge.judges}. Got images of ${size}. Leave it out.`);
    const metric = judge.metrics.find((one) => one.name === name)!;
    checkUsage(metric.only?.fits(images) ?? true, () => `--metrics: '${name}' needs ${metric.only!.words}. Leave it out.`);
    return { judge, metric };
  });
  const chosenJudges = [...new Set(chosen.map(({ judge }) => judge))];
  checkUsage(extractor === undefined || chosenJudges.includes(featureJudge), () => {
    return `--extractor: none of ${wanted.join(', ')} is by features. Leave it out, or ask for fid.`;
  });
  return { metrics: chosen.map(({ metric }) => metric), judges: chosenJudges, ...(extractor !== undefined && { extractor }) };
}

const groups = judges.flatMap((judge) => Object.entries(judge.groups ?? {}));

/** What a name stands for: itself, or a group. */
const groupOf = (name: string): readonly string[] => groups.find(([group]) => group === name)?.[1] ?? [name];

const words = (list: readonly (Metric & { readonly judges: string })[]): string =>
  list.map(({ name, judges: whom }) => `${name} (for ${whom})`).join(', ');
