import { check } from '@ganblocks/core';
import { checkFeatureRows } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { checkLabels } from '../neighbours/nearestNeighbourAccuracy';

export interface ClassificationAccuracyOptions {
  /** A class counts as found among the `top` likeliest. Default: 5, or all where there are fewer classes. */
  readonly top?: number;
}

export interface ClassificationAccuracy {
  /** Share of samples whose likeliest class is right. */
  readonly accuracy: number;
  /** Share of samples whose class is among the `top` likeliest. */
  readonly topAccuracy: number;
  /** Accuracy of each class, `[classes]`; 0 where it has no sample. */
  readonly perClass: Float64Array;
  /** Mean of `perClass` over the classes that have samples. */
  readonly meanClassAccuracy: number;
  /** Mean of -log p(label), in nats. */
  readonly crossEntropy: number;
  /** Likeliest class of each sample, the first where several are. */
  readonly predicted: Int32Array;
}

/**
 * How well class logits name what they are of: top-1, top-k, by class, and the cross-entropy, in float64.
 *
 * @param logits `[n, classes]`.
 * @param labels Class of each sample, `[n]`.
 * @throws GanError unless the logits are rows of finite numbers, each with a label that is a class.
 * @see Ravuri & Vinyals 2019, Classification Accuracy Score, https://arxiv.org/abs/1905.10887
 * @example classificationAccuracy(featureRows(Float64Array.of(2, 1, 0, 3), 2), [0, 0]).accuracy; // 0.5
 */
export function classificationAccuracy(
  logits: Features,
  labels: ArrayLike<number>,
  { top = Math.min(5, logits.columns) }: ClassificationAccuracyOptions = {},
): ClassificationAccuracy {
  const where = 'classificationAccuracy';
  const { rows, columns: classes, data } = logits;
  checkFeatureRows(where, 'logits', logits);
  checkLabels(where, 'labels', labels, rows, classes);
  check(Number.isInteger(top) && top >= 1 && top <= classes, () => `${where}: top must be an integer from 1 to ${classes}. Got ${top}.`);
  const [hits, totals] = [new Float64Array(classes), new Float64Array(classes)];
  const predicted = new Int32Array(rows);
  let [found, crossEntropy] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * classes, (i + 1) * classes);
    const label = labels[i]!;
    predicted[i] = indexOfLargest(row);
    totals[label]! += 1;
    hits[label]! += Number(predicted[i] === label);
    found += Number(rankOf(row, label) < top);
    crossEntropy += (logSumExp(row) - row[label]!) / rows;
  }
  const perClass = hits.map((count, label) => (totals[label]! > 0 ? count / totals[label]! : 0));
  const present = totals.reduce((count, total) => count + Number(total > 0), 0);
  return {
    accuracy: sum(hits) / rows,
    topAccuracy: found / rows,
    perClass,
    meanClassAccuracy: sum(perClass) / present,
    crossEntropy,
    predicted,
  };
}

/** The place of the largest number, the first where there are several. */
export const indexOfLargest = (row: ArrayLike<number>): number => {
  let best = 0;
  for (let c = 1; c < row.length; c++) if (row[c]! > row[best]!) best = c;
  return best;
};

/** How many classes come before one: those with a larger logit, and earlier ones with the same. */
const rankOf = (row: ArrayLike<number>, label: number): number => {
  let rank = 0;
  for (let c = 0; c < row.length; c++) rank += Number(row[c]! > row[label]! || (row[c] === row[label] && c < label));
  return rank;
};

const logSumExp = (row: Float32Array | Float64Array): number => {
  const largest = row[indexOfLargest(row)]!;
  let total = 0;
  for (const value of row) total += Math.exp(value - largest);
  return largest + Math.log(total);
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
