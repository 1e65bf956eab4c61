import { check } from '@ganblocks/core';
import { checkFeatureRows } from '../features/checkFeatureRows';
import type { Features } from '../features/features';
import { takeRows } from '../features/drawRows';
import { cholesky } from '../linear/cholesky';
import { transpose, type Matrix } from '../linear/matrix';
import { multiplyTransposed } from '../linear/multiplyTransposed';

/** Decides by the sign of w.x + b. */
export interface LinearClassifier {
  /** w, then b. */
  readonly weights: Float64Array;
  /** w.x + b of each row. */
  decide(features: Features): Float64Array;
}

export interface LinearClassifierOptions {
  /** How much errors cost against large weights. Default: 1. */
  readonly cost?: number;
}

const turns = 50;

/**
 * A linear support vector machine with squared hinge loss: the w, b of least |w|^2 / 2 + b^2 / 2 + C sum max(0, 1 - y (w.x + b))^2, by Newton's method,
 * which finds it to rounding. Cost: n d^2 a turn, some ten turns.
 *
 * @param features `[n, d]`
 * @param positive Whether each row is of the positive class.
 * @throws GanError unless the features are rows of finite numbers with a class each, and `cost` is above 0.
 * @see Keerthi & DeCoste 2005, A Modified Finite Newton Method for Fast Solution of Large Scale Linear SVMs, https://jmlr.org/papers/v6/keerthi05a.html
 * @example
 * const machine = linearClassifier(featureRows(Float64Array.of(-2, -1, 1, 2), 1), [false, false, true, true]);
 * machine.decide(featureRows(Float64Array.of(3), 1))[0]! > 0; // true
 */
export function linearClassifier(
  features: Features,
  positive: ArrayLike<boolean>,
  { cost = 1 }: LinearClassifierOptions = {},
): LinearClassifier {
  const where = 'linearClassifier';
  checkFeatureRows(where, 'features', features);
  check(positive.length === features.rows, () => `${where}: expected a class for each of ${features.rows} rows. Got ${positive.length}.`);
  check(cost > 0 && Number.isFinite(cost), () => `${where}: cost must be a finite number above 0. Got ${cost}.`);
  const x = withOnes(features);
  const signs = Float64Array.from({ length: x.rows }, (_, i) => (positive[i] === true ? 1 : -1));
  let weights: Float64Array = new Float64Array(x.columns);
  let loss = lossOf(x, signs, weights, cost);
  for (let turn = 0; turn < turns; turn++) {
    const target = newtonPoint(x, signs, weights, cost);
    const step = lineSearch(x, signs, weights, target, cost, loss);
    if (step === undefined) break;
    ({ weights, loss } = step);
  }
  return { weights, decide: (rows) => decisions(checkedRows(rows, features.columns), weights) };
}

const checkedRows = (rows: Features, columns: number): Features => {
  checkFeatureRows('linearClassifier', 'features', rows);
  check(rows.columns === columns, () => `linearClassifier: features must have ${columns} columns, as in training. Got ${rows.columns}.`);
  return withOnes(rows);
};

const withOnes = ({ rows, columns, data }: Features): Features => {
  const wider = new Float64Array(rows * (columns + 1)).fill(1);
  for (let i = 0; i < rows; i++) wider.set(data.subarray(i * columns, (i + 1) * columns), i * (columns + 1));
  return { rows, columns: columns + 1, data: wider };
};

const decisions = ({ rows, columns, data }: Features, weights: Float64Array): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += data[i * columns + k]! * weights[k]!;
    return sum;
  });

const lossOf = (x: Features, signs: Float64Array, weights: Float64Array, cost: number): number => {
  const penalty = weights.reduce((sum, value) => sum + value * value, 0) / 2;
  return decisions(x, weights).reduce((sum, value, i) => sum + cost * Math.max(0, 1 - signs[i]! * value) ** 2, penalty);
};

/** The least of the loss as it is near `weights`: over the rows that are on the wrong side of their margin, a least squares problem. */
const newtonPoint = (x: Features, signs: Float64Array, weights: Float64Array, cost: number): Float64Array => {
  const values = decisions(x, weights);
  const active = Array.from(signs.keys()).filter((i) => signs[i]! * values[i]! < 1);
  const { rows, columns: d, data } = takeRows(x, active);
  const columnsOf = transpose({ rows, columns: d, data: data as Float64Array });
  const gram = multiplyTransposed(columnsOf, columnsOf);
  const right = new Float64Array(d);
  for (let i = 0; i < rows; i++) for (let k = 0; k < d; k++) right[k]! += 2 * cost * signs[active[i]!]! * data[i * d + k]!;
  const system = gram.data.map((value, i) => 2 * cost * value + (i % (d + 1) === 0 ? 1 : 0));
  const factor = cholesky({ rows: d, columns: d, data: system });
  check(factor !== undefined, () => 'linearClassifier: features must not be of sizes that leave no digits. Scale them to about 1.');
  return solve(factor, right);
};

/** The s of F^T F s = right. */
const solve = ({ rows: d, data }: Matrix, right: Float64Array): Float64Array => {
  const s = right.slice();
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) s[i]! -= data[k * d + i]! * s[k]!;
    s[i]! /= data[i * d + i]!;
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) s[i]! -= data[i * d + k]! * s[k]!;
    s[i]! /= data[i * d + i]!;
  }
  return s;
};

/** Part of the way to the target, halved until the loss falls; nothing where it does not. */
const lineSearch = (x: Features, signs: Float64Array, from: Float64Array, to: Float64Array, cost: number, before: number) => {
  for (let part = 1; part > 1e-6; part /= 2) {
    const weights = from.map((value, k) => value + part * (to[k]! - value));
    const loss = lossOf(x, signs, weights, cost);
    if (loss < before * (1 - 1e-12)) return { weights, loss };
  }
  return undefined;
};
