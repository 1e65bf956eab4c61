import { check } from '@ganblocks/core';
import type { EvaluationOptions } from './evaluationOptions';
import { needsExtractor } from './inputsOf';

/** Throws unless the options of an evaluation fit each other. */
export const checkEvaluation = ({ metrics, images = 10_000, batchSize = 50, seed = 0, extractor }: EvaluationOptions): void => {
  check(metrics.length > 0, () => 'evaluate: metrics must have one at least. Got none. Pass for example [fidMetric()].');
  check(new Set(metrics).size === metrics.length, () => 'evaluate: no metric object may stand twice in metrics. Make another one.');
  for (const [name, count] of Object.entries({ images, batchSize }))
    check(Number.isInteger(count) && count > 0, () => `evaluate: ${name} must be a positive integer. Got ${count}.`);
  check(Number.isSafeInteger(seed) && seed >= 0, () => `evaluate: seed must be a whole number from 0. Got ${seed}.`);
  const names = metrics.flatMap(({ figures }) => Object.keys(figures));
  const twice = names.find((name, i) => names.indexOf(name) < i);
  check(twice === undefined, () => `evaluate: two metrics have the figure '${twice}'. Leave one out, or evaluate twice.`);
  for (const metric of metrics) {
    const wants = 'addFake' in metric && needsExtractor(metric) && metric.extractor === undefined;
    check(
      !wants || extractor !== undefined,
      () => `evaluate: '${metric.name}' needs an extractor. Got none. Pass extractor: randomFeatures(), or another one.`,
    );
  }
};
