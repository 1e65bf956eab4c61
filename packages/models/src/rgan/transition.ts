import { check, shown } from '@ganblocks/core';

/** How the labels of the data go wrong, in plain data: as `noisyLabels` of `@ganblocks/data` has it, or as a matrix that was estimated. */
export type RganTransition =
  /** Labels are taken as right: AC-GAN, projection cGAN. */
  | 'none'
  /** T = (1 - rate) I + rate / K: a wrong label is drawn from all classes, the right one included. */
  | { readonly kind: 'symmetric'; readonly rate: number }
  /** Some classes are taken for one other each, with chance `rate`. */
  | { readonly kind: 'asymmetric'; readonly rate: number; readonly flips: readonly (readonly [from: number, to: number])[] }
  /** Each class is taken with chance `rate` for the next one of its superclass, the last for the first; the superclass of each class. */
  | { readonly kind: 'superclass'; readonly rate: number; readonly superclasses: readonly number[] }
  /** T[i][j]: the chance that an image of class i is labelled j, rows that sum to 1; `estimateTransition` of `@ganblocks/losses` finds one. */
  | { readonly matrix: readonly (readonly number[])[] };

type Rows = readonly (readonly number[])[];

/** How far a row of a matrix may be from 1: estimates have the precision of float32, or of a file. */
const tolerance = 1e-3;

/**
 * The rows of T `[K, K]`, or undefined where there is no noise.
 *
 * @throws GanError that names what does not fit.
 */
export function transitionRows(where: string, classes: number, transition: RganTransition): Rows | undefined {
  if (transition === 'none') return undefined;
  const given: unknown = transition;
  const isObject = typeof given === 'object' && given !== null;
  if (isObject && 'matrix' in given) return givenRows(where, classes, given.matrix);
  const kinds = ['symmetric', 'asymmetric', 'superclass'];
  check(isObject && 'kind' in given && kinds.includes(given.kind as string), () => {
    return `${where}: transition must be 'none', of the kind ${kinds.map((kind) => `'${kind}'`).join(', ')}, or have a matrix. Got ${shown(given)}.`;
  });
  const noise = transition as Exclude<RganTransition, 'none' | { matrix: unknown }>;
  const { kind, rate } = noise;
  check(Number.isFinite(rate) && rate >= 0 && rate <= 1, () => `${where}: the rate of transition must lie in [0, 1]. Got ${shown(rate)}.`);
  if (kind === 'symmetric') return rowsOf(classes, (i, j) => Number(i === j) * (1 - rate) + rate / classes);
  const flips = kind === 'asymmetric' ? noise.flips : nextOfSuperclass(where, classes, noise.superclasses);
  checkFlips(where, classes, flips);
  const targets = new Map(flips);
  return rowsOf(classes, (i, j) => {
    if (!targets.has(i)) return Number(i === j);
    return i === j ? 1 - rate : Number(j === targets.get(i)) * rate;
  });
}

const rowsOf = (classes: number, chance: (i: number, j: number) => number): Rows =>
  Array.from({ length: classes }, (_, i) => Array.from({ length: classes }, (_unused, j) => chance(i, j)));

function givenRows(where: string, classes: number, matrix: unknown): Rows {
  const isRow = (row: unknown): boolean =>
    Array.isArray(row) && row.length === classes && row.every((chance) => Number.isFinite(chance) && chance >= 0);
  check(Array.isArray(matrix) && matrix.length === classes && matrix.every(isRow), () => {
    return `${where}: the matrix of transition must be ${classes} rows of as many chances >= 0. Got ${shown(matrix)}.`;
  });
  const rows = matrix as Rows;
  const sums = rows.map((row) => row.reduce((sum, chance) => sum + chance, 0));
  const wrong = sums.findIndex((sum) => Math.abs(sum - 1) > tolerance);
  check(wrong < 0, () => {
    return `${where}: the rows of transition's matrix must sum to 1, row i the chances of labels of images of class i. Got ${sums[wrong]} in row ${wrong}.`;
  });
  return rows;
}

function nextOfSuperclass(where: string, classes: number, superclasses: unknown): [number, number][] {
  check(Array.isArray(superclasses) && superclasses.length === classes, () => {
    return `${where}: superclasses of transition must have one entry a class, ${classes}. Got ${shown(superclasses)}.`;
  });
  const given = superclasses as readonly number[];
  return given.flatMap((superclass, label): [number, number][] => {
    const later = given.indexOf(superclass, label + 1);
    const next = later < 0 ? given.indexOf(superclass) : later;
    return next === label ? [] : [[label, next]];
  });
}

function checkFlips(where: string, classes: number, flips: unknown): asserts flips is readonly (readonly [number, number])[] {
  const isClass = (label: unknown): boolean => Number.isInteger(label) && Number(label) >= 0 && Number(label) < classes;
  const isFlip = (flip: unknown): boolean => Array.isArray(flip) && flip.length === 2 && flip.every(isClass) && flip[0] !== flip[1];
  const valid = Array.isArray(flips) && flips.every(isFlip);
  check(valid && new Set(flips.map(([from]: [number, number]) => from)).size === flips.length, () => {
    return `${where}: flips of transition must be pairs of different classes in [0, ${classes}), each class first at most once. Got ${shown(flips)}.`;
  });
}
