import { check, shown } from '@ganblocks/core';

/** T[i][j]: the chance that an image of class i is labelled j. Rows sum to 1. */
export type LabelTransition = readonly (readonly number[])[];

/** How labels go wrong, as in rGAN. `rate` is in [0, 1]. */
export type LabelNoise =
  /** (1 − rate) I + rate / K: a wrong label is drawn from all classes, the right one included. */
  | { readonly kind: 'symmetric'; readonly rate: number }
  /** Some classes are taken for one other each, with chance `rate`. */
  | { readonly kind: 'asymmetric'; readonly rate: number; readonly flips: readonly (readonly [from: number, to: number])[] }
  /** Each class is taken with chance `rate` for the next one of its superclass, the last for the first; `superclasses [K]` has the superclass of each. */
  | { readonly kind: 'superclass'; readonly rate: number; readonly superclasses: ArrayLike<number> };

/**
 * The transition matrix `[K, K]` of label noise over `classes` classes: what `symmetricNoise` and `asymmetricNoise` of the losses give as tensors.
 *
 * @throws GanError where a rate, a flip or the superclasses do not fit.
 */
export function labelTransition(classes: number, noise: LabelNoise): LabelTransition {
  const { kind, rate } = noise;
  check(
    classes >= 2 && rate >= 0 && rate <= 1,
    () => `noisyLabels: expected 2 classes or more and a rate in [0, 1]. Got ${classes} and ${rate}.`,
  );
  if (kind === 'symmetric') return matrix(classes, (i, j) => Number(i === j) * (1 - rate) + rate / classes);
  const flips = kind === 'asymmetric' ? noise.flips : nextOfSuperclass(classes, noise.superclasses);
  checkFlips(classes, flips);
  const targets = new Map(flips);
  return matrix(classes, (i, j) => {
    const target = targets.get(i);
    if (target === undefined || rate === 0) return Number(i === j);
    return j === i ? 1 - rate : j === target ? rate : 0;
  });
}

function nextOfSuperclass(classes: number, superclasses: ArrayLike<number>): [number, number][] {
  const given = Array.from(superclasses);
  check(given.length === classes, () => `noisyLabels: superclasses must have one entry a class, ${classes}. Got ${given.length}.`);
  return given.flatMap((superclass, label): [number, number][] => {
    const later = given.indexOf(superclass, label + 1);
    const next = later === -1 ? given.indexOf(superclass) : later;
    return next === label ? [] : [[label, next]];
  });
}

function checkFlips(classes: number, flips: readonly (readonly [number, number])[]): void {
  const isClass = (label: number): boolean => Number.isInteger(label) && label >= 0 && label < classes;
  const valid = flips.every(([from, to]) => isClass(from) && isClass(to) && from !== to);
  check(valid && new Set(flips.map(([from]) => from)).size === flips.length, () => {
    return `noisyLabels: flips must be pairs of different classes in [0, ${classes}), each class first at most once. Got ${shown(flips)}.`;
  });
}

function matrix(classes: number, entry: (i: number, j: number) => number): LabelTransition {
  return Array.from({ length: classes }, (_, i) => Array.from({ length: classes }, (_unused, j) => entry(i, j)));
}
