import { check } from '@ganblocks/core';
import type { Features } from '../features/features';
import { checkLabelled, type LabelledFeatures } from '../neighbours/nearestNeighbourAccuracy';
import { linearClassifier, type LinearClassifierOptions } from './linearClassifier';

/**
 * Accuracy of linear support vector machines, one a class against the rest, on features: how good a representation a discriminator or an encoder has
 * learnt, as DCGAN measures it. The features are scaled to mean 0 and deviation 1 by the training set's.
 *
 * @returns Share of test samples that are named right.
 * @throws GanError unless both sets are rows of finite numbers of one length with a label each.
 * @see Radford, Metz & Chintala 2016, DCGAN, section 5.1, https://arxiv.org/abs/1511.06434
 * @example
 * const train = { features: featureRows(Float64Array.of(0, 1, 8, 9), 1), labels: [0, 0, 1, 1] };
 * linearProbeAccuracy(train, { features: featureRows(Float64Array.of(2, 7), 1), labels: [0, 1] }); // 1
 */
export function linearProbeAccuracy(train: LabelledFeatures, test: LabelledFeatures, options: LinearClassifierOptions = {}): number {
  checkLabelled('linearProbeAccuracy', train, test);
  const classes = [...new Set(Array.from(train.labels))].sort((a, b) => a - b);
  check(classes.length > 1, () => `linearProbeAccuracy: training labels must be of 2 classes at least. Got ${classes.join(', ')} alone.`);
  const scale = scaling(train.features);
  const [seen, unseen] = [scale(train.features), scale(test.features)];
  const decisions = classes.map((label) => {
    const positive = Array.from(train.labels, (other) => other === label);
    return linearClassifier(seen, positive, options).decide(unseen);
  });
  let hits = 0;
  for (let i = 0; i < unseen.rows; i++) {
    const best = decisions.reduce((at, values, c) => (values[i]! > decisions[at]![i]! ? c : at), 0);
    hits += Number(classes[best] === test.labels[i]);
  }
  return hits / unseen.rows;
}

/** Takes each column's mean off and divides by its deviation; columns that are constant become 0. */
const scaling = ({ rows, columns, data }: Features): ((features: Features) => Features) => {
  const [means, deviations] = [new Float64Array(columns), new Float64Array(columns)];
  data.forEach((value: number, i: number) => (means[i % columns]! += value / rows));
  data.forEach((value: number, i: number) => (deviations[i % columns]! += (value - means[i % columns]!) ** 2 / rows));
  const factors = deviations.map((variance, k) => (variance > (1e-12 * means[k]!) ** 2 ? 1 / Math.sqrt(variance) : 0));
  return (features) => ({
    rows: features.rows,
    columns,
    data: Float64Array.from(features.data, (value, i) => (value - means[i % columns]!) * factors[i % columns]!),
  });
};
