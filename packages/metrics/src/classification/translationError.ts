import { check } from '@ganblocks/core';
import { checkFeatureRows } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { checkLabels } from '../neighbours/nearestNeighbourAccuracy';
import { indexOfLargest } from './classificationAccuracy';

export interface TranslationError {
  /** Share of translated images that a classifier trained on reals does not take for what they were translated to. */
  readonly error: number;
  /** The same for each class, or each attribute, `[classes]`; 0 where a class has no image. */
  readonly perClass: Float64Array;
}

/**
 * The classification error of translated images, by a classifier that was trained on real ones: StarGAN's judgement of facial expressions. `targets`
 * are classes `[n]`, of which the largest logit must be, or attributes `[n, classes]` of 0 and 1, for which each logit must have the right sign.
 *
 * @param logits `[n, classes]`, of the translated images.
 * @throws GanError unless the logits are rows of finite numbers and each has targets that fit.
 * @see Choi et al. 2018, StarGAN, section 5.4, https://arxiv.org/abs/1711.09020
 * @example
 * const logits = featureRows(Float64Array.of(2, 1, 3, 0), 2);
 * translationError(logits, [0, 1]).error; // 0.5
 */
export function translationError(logits: Features, targets: ArrayLike<number> | Features): TranslationError {
  const where = 'translationError';
  checkFeatureRows(where, 'logits', logits);
  return 'columns' in targets ? attributeError(where, logits, targets) : classError(where, logits, targets);
}

const classError = (where: string, { rows, columns, data }: Features, targets: ArrayLike<number>): TranslationError => {
  checkLabels(where, 'targets', targets, rows, columns);
  const [wrong, totals] = [new Float64Array(columns), new Float64Array(columns)];
  for (let i = 0; i < rows; i++) {
    totals[targets[i]!]! += 1;
    wrong[targets[i]!]! += Number(indexOfLargest(data.subarray(i * columns, (i + 1) * columns)) !== targets[i]);
  }
  const all = wrong.reduce((sum, count) => sum + count, 0);
  return { error: all / rows, perClass: wrong.map((count, c) => (totals[c]! > 0 ? count / totals[c]! : 0)) };
};

const attributeError = (where: string, { rows, columns, data }: Features, targets: Features): TranslationError => {
  checkFeatureRows(where, 'targets', targets);
  check(
    targets.rows === rows && targets.columns === columns,
    () => `${where}: targets must be as the logits, [${rows}, ${columns}]. Got [${targets.rows}, ${targets.columns}].`,
  );
  const odd = targets.data.find((value: number) => value !== 0 && value !== 1);
  check(odd === undefined, () => `${where}: attributes must be 0 or 1. Got ${odd}.`);
  const perClass = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) perClass[i % columns]! += Number(data[i]! > 0 !== (targets.data[i] === 1)) / rows;
  return { error: perClass.reduce((sum, share) => sum + share, 0) / columns, perClass };
};
