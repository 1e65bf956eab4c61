import { check } from '@ganblocks/core';
import { checkFeaturePair } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { nearestRows } from './nearestRows';

/** Features and what they are of. */
export interface LabelledFeatures {
  readonly features: Features;
  /** Class of each row, a whole number from 0. */
  readonly labels: ArrayLike<number>;
}

/**
 * Accuracy of naming a test sample after the nearest training sample: what BiGAN reports of its encoder's features. Euclidean, in float64.
 *
 * @throws GanError unless both are rows of finite numbers of one length with a label each.
 * @see Donahue, Krähenbühl & Darrell 2017, Adversarial Feature Learning, section 4.1, https://arxiv.org/abs/1605.09782
 * @example
 * const train = { features: featureRows(Float64Array.of(0, 9), 1), labels: [0, 1] };
 * nearestNeighbourAccuracy(train, { features: featureRows(Float64Array.of(1, 7), 1), labels: [0, 1] }); // 1
 */
export function nearestNeighbourAccuracy(train: LabelledFeatures, test: LabelledFeatures): number {
  checkLabelled('nearestNeighbourAccuracy', train, test);
  // A copy of the object, so that a set tested on itself finds itself.
  const nearest = nearestRows({ ...test.features }, train.features);
  let hits = 0;
  for (let i = 0; i < nearest.length; i++) hits += Number(train.labels[nearest[i]!] === test.labels[i]);
  return hits / nearest.length;
}

/** Throws unless training and test features fit each other and have a class each. */
export const checkLabelled = (where: string, train: LabelledFeatures, test: LabelledFeatures): void => {
  checkFeaturePair(where, train.features, test.features, 1, ['training features', 'test features']);
  for (const [name, { features, labels }] of Object.entries({ train, test })) checkLabels(where, `${name} labels`, labels, features.rows);
};

/** Throws unless there are `count` labels, each a whole number from 0 and, where `classes` is given, below it. */
export const checkLabels = (where: string, which: string, labels: ArrayLike<number>, count: number, classes = Infinity): void => {
  check(labels.length === count, () => `${where}: ${which} must be one a sample, ${count}. Got ${labels.length}.`);
  const wrong = Array.from(labels).findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  const most = classes === Infinity ? 'from 0' : `from 0 to ${classes - 1}`;
  check(
    wrong < 0,
    () => `${where}: ${which} must be whole numbers ${most}. Got ${labels[wrong]} of sample ${wrong}. Leave unknown ones out.`,
  );
};
