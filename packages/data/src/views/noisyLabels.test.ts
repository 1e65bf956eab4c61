import { describe, expect, test } from '@jest/globals';
import { arrayTable } from '../tables/arrayTable';
import { noisyLabels } from './noisyLabels';
import type { NoisyLabelsOptions } from './noisyLabels';

const SIZE = 6000;
const clean = Int32Array.from({ length: SIZE }, (_, i) => (i % 7 === 6 ? -1 : (i % 7) % 3));
const table = arrayTable({ name: 'dots', images: new Uint8Array(SIZE), shape: [SIZE, 1, 1, 1], labels: clean, classes: 3 });

/** How often each class got each label. */
function frequencies(options: NoisyLabelsOptions): number[][] {
  const { table: noisy } = noisyLabels(table, options);
  const counts = [0, 1, 2].map(() => [0, 0, 0]);
  clean.forEach((label, i) => {
    if (label < 0) expect(noisy.labels?.[i]).toBe(-1);
    else counts[label]![noisy.labels![i]!]!++;
  });
  return counts.map((row) => row.map((count) => count / row.reduce((sum, more) => sum + more, 0)));
}

const KINDS: readonly (readonly [NoisyLabelsOptions, number[][]])[] = [
  [{ kind: 'symmetric', rate: 0.3 }, [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]]], // prettier-ignore
  [{ kind: 'asymmetric', rate: 0.25, flips: [[2, 0], [0, 1]] }, [[0.75, 0.25, 0], [0, 1, 0], [0.25, 0, 0.75]]], // prettier-ignore
  [{ kind: 'superclass', rate: 0.4, superclasses: [5, 1, 5] }, [[0.6, 0, 0.4], [0, 1, 0], [0.4, 0, 0.6]]], // prettier-ignore
];

describe('noisyLabels', () => {
  test.each(KINDS)('%j: T[i][j] is the chance that class i is labelled j', (options, expected) => {
    const { transition } = noisyLabels(table, options);
    transition.forEach((row, i) => row.forEach((chance, j) => expect(chance).toBeCloseTo(expected[i]![j]!, 12)));
    // About 1714 labels a class: deviation at most 0.012.
    frequencies(options).forEach((row, i) =>
      row.forEach((frequency, j) => expect(Math.abs(frequency - expected[i]![j]!)).toBeLessThan(0.05)),
    );
  });

  test('is decided by the seed, and leaves the table that was passed', () => {
    const labels = (seed: number) => noisyLabels(table, { kind: 'symmetric', rate: 1, seed }).table.labels;
    expect(labels(1)).toEqual(labels(1));
    expect(labels(1)).not.toEqual(labels(2));
    expect(table.labels).toEqual(clean);
    expect(noisyLabels(table, { kind: 'asymmetric', rate: 0, flips: [[0, 1]] }).table.labels).toEqual(clean);
  });

  test('the next of a superclass of more than two, around', () => {
    const { transition } = noisyLabels(table, { kind: 'superclass', rate: 1, superclasses: [0, 0, 0] });
    expect(transition).toEqual([[0, 1, 0], [0, 0, 1], [1, 0, 0]]); // prettier-ignore
  });

  test('says what it has done', () => {
    const { table: noisy } = noisyLabels(table, { kind: 'asymmetric', rate: 1, flips: [[0, 1]], seed: 3 });
    const wrong = clean.filter((label) => label === 0).length;
    expect(noisy.describe()['views']).toEqual([{ view: 'noisyLabels', kind: 'asymmetric', rate: 1, flips: [[0, 1]], seed: 3, wrong }]);
  });

  test('refuses what does not fit', () => {
    expect(() => noisyLabels(table, { kind: 'symmetric', rate: 1.5 })).toThrow(/rate in \[0, 1\]. Got 3 and 1.5/);
    expect(() => noisyLabels(table, { kind: 'asymmetric', rate: 1, flips: [[0, 3]] })).toThrow(
      /different classes in \[0, 3\).* Got \[\[0,3\]\]/,
    );
    expect(() => noisyLabels(table, { kind: 'superclass', rate: 1, superclasses: [0] })).toThrow(/one entry a class, 3. Got 1/);
    const bare = arrayTable({ name: 'bare', images: new Uint8Array(1), shape: [1, 1, 1, 1], labels: [0] });
    expect(() => noisyLabels(bare, { kind: 'symmetric', rate: 1 })).toThrow(/knows its classes. bare does not. Pass classes/);
  });
});
