import { featureStatistics, frechetDistance, inceptionScore, labelDivergences } from '@ganblocks/metrics';
import type { GaussianStatistics } from '@ganblocks/metrics';
import type { GoldenArray, GoldenCase, GoldenTensor } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { shapeOf } from '../hyperparameters';
import { classificationMetrics } from './classificationMetrics';
import { fidInception } from './fidInception';
import { describedFeatures } from './formulaFeatures';
import { featureSetMetrics } from './featureSetMetrics';
import { imageMetrics } from './imageMetrics';
import { floats, rowsOf, scalar, square, vector } from './metricTensors';

function statisticsOf(features: Float32Array, dimension: number): GaussianStatistics {
  const statistics = featureStatistics(dimension);
  statistics.add(features);
  return statistics.result();
}

function distanceOf(first: GaussianStatistics, second: GaussianStatistics): Record<string, GoldenArray> {
  const { distance, traceSqrt } = frechetDistance(first, second);
  return { fid: scalar(distance), trace_sqrt: scalar(traceSqrt) };
}

/** The upper left corner of rows of `columns` numbers, as large as the stored tensor. */
function corner(golden: GoldenCase, name: string, data: ArrayLike<number>, columns: number): GoldenArray {
  const shape = shapeOf(golden, name);
  const [height, width] = shape.length === 1 ? [1, shape[0] ?? 0] : [shape[0] ?? 0, shape[1] ?? 0];
  const numbers = Array.from({ length: height * width }, (_, i) => Number(data[Math.floor(i / width) * columns + (i % width)]));
  return { shape, data: numbers };
}

function trace({ mean, covariance }: GaussianStatistics): number {
  return mean.reduce((sum, _, i) => sum + Number(covariance[i * mean.length + i]), 0);
}

/** Features by formula: too large to store, so corners and traces of what is computed from them are. */
function formulaDistance(golden: GoldenCase): Record<string, GoldenArray> {
  const { x, y, d } = describedFeatures(golden);
  const [first, second] = [statisticsOf(x, d), statisticsOf(y, d)];
  const whole: Record<string, ArrayLike<number>> = {
    x,
    y,
    mu1: first.mean,
    mu2: second.mean,
    sigma1: first.covariance,
    sigma2: second.covariance,
  };
  const corners = [...golden.tensors.keys()].flatMap((name): [string, GoldenArray][] => {
    const data = whole[name.replace(/_first\d*$/, '')];
    return data ? [[name, corner(golden, name, data, d)]] : [];
  });
  return {
    ...distanceOf(first, second),
    trace_sigma1: scalar(trace(first)),
    trace_sigma2: scalar(trace(second)),
    ...Object.fromEntries(corners),
  };
}

function featureDistance(stored: Inputs<GoldenTensor>): Record<string, GoldenArray> {
  const [first, second] = [stored('x'), stored('y')].map((features) => statisticsOf(floats(features), features.shape[1] ?? 0));
  if (!first || !second) return {};
  const d = first.mean.length;
  return {
    ...distanceOf(first, second),
    mu1: vector(first.mean),
    sigma1: square(first.covariance, d),
    mu2: vector(second.mean),
    sigma2: square(second.covariance, d),
  };
}

function statisticsDistance(stored: Inputs<GoldenTensor>): Record<string, GoldenArray> {
  const given = (which: 1 | 2): GaussianStatistics => ({
    mean: Float64Array.from(stored(`mu${which}`).data),
    covariance: Float64Array.from(stored(`sigma${which}`).data),
  });
  return distanceOf(given(1), given(2));
}

/** Scores of as many splits as the case stores: `is_splits10`, `mean_splits10`, `std_splits10`. */
function scoresOf(stored: Inputs<GoldenTensor>, golden: GoldenCase): Record<string, GoldenArray> {
  const logits = rowsOf(stored('logits'));
  const values: Record<string, GoldenArray> = { mode_score_like_kl: vector(labelDivergences(logits)) };
  const splits = [...golden.tensors.keys()].map((name) => /_splits(\d+)$/.exec(name)?.[1]).filter((count) => count !== undefined);
  for (const count of new Set(splits)) {
    const { mean, deviation, perSplit } = inceptionScore(logits, { splits: Number(count) });
    Object.assign(values, {
      [`is_splits${count}`]: vector(perSplit),
      [`mean_splits${count}`]: scalar(mean),
      [`std_splits${count}`]: scalar(deviation),
    });
  }
  return values;
}

export const metrics: readonly Family[] = [
  { pattern: /^metric-fid-2048-/, values: async (_, golden) => formulaDistance(golden) },
  { pattern: /^metric-fid-from-stats/, values: async (stored) => statisticsDistance(stored) },
  { pattern: /^metric-fid-(?!resize)/, values: async (stored) => featureDistance(stored) },
  { pattern: /^metric-inception-score/, values: async (stored, golden) => scoresOf(stored, golden) },
  fidInception,
  ...featureSetMetrics,
  ...classificationMetrics,
  ...imageMetrics,
];
