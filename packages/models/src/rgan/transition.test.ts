import { describe, expect, test } from '@jest/globals';
import { type RganTransition, transitionRows } from './transition';

const rowsOf = (transition: RganTransition, classes = 3) => transitionRows('rc-gan', classes, transition);

test.each<[RganTransition, number[][] | undefined]>([
  ['none', undefined],
  [{ kind: 'symmetric', rate: 0.75 }, [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.25, 0.25, 0.5]]], // prettier-ignore
  [{ kind: 'asymmetric', rate: 0.25, flips: [[2, 0], [0, 1]] }, [[0.75, 0.25, 0], [0, 1, 0], [0.25, 0, 0.75]]], // prettier-ignore
  [{ kind: 'superclass', rate: 0.25, superclasses: [5, 1, 5] }, [[0.75, 0, 0.25], [0, 1, 0], [0.25, 0, 0.75]]], // prettier-ignore
  [{ kind: 'superclass', rate: 1, superclasses: [0, 0, 0] }, [[0, 1, 0], [0, 0, 1], [1, 0, 0]]], // prettier-ignore
  [{ matrix: [[0.5, 0.5, 0], [0, 1, 0], [0, 0, 1]] }, [[0.5, 0.5, 0], [0, 1, 0], [0, 0, 1]]], // prettier-ignore
])('%j: T[i][j] is the chance that class i is labelled j', (transition, expected) => {
  const rows = rowsOf(transition);
  expect(rows).toEqual(expected?.map((row) => row.map((chance) => expect.closeTo(chance, 12))));
});

describe('what does not fit is refused', () => {
  test.each<[unknown, string]>([
    ['some', `rc-gan: transition must be 'none', of the kind 'symmetric', 'asymmetric', 'superclass', or have a matrix. Got "some".`],
    [null, 'Got null.'],
    [{ kind: 'random', rate: 0.5 }, `Got {"kind":"random","rate":0.5}.`],
    [{ kind: 'symmetric', rate: 1.5 }, 'rc-gan: the rate of transition must lie in [0, 1]. Got 1.5.'],
    [{ kind: 'symmetric' }, 'the rate of transition must lie in [0, 1]. Got nothing.'],
    [{ kind: 'asymmetric', rate: 0.5, flips: [[0, 3]] }, 'flips of transition must be pairs of different classes in [0, 3)'],
    [{ kind: 'asymmetric', rate: 0.5, flips: [[0, 1], [0, 2]] }, 'each class first at most once. Got [[0,1],[0,2]].'], // prettier-ignore
    [{ kind: 'asymmetric', rate: 0.5 }, 'flips of transition must be pairs'],
    [{ kind: 'superclass', rate: 0.5, superclasses: [1] }, 'superclasses of transition must have one entry a class, 3. Got [1].'],
    [{ matrix: [[1, 0], [0, 1]] }, 'the matrix of transition must be 3 rows of as many chances >= 0.'], // prettier-ignore
    [{ matrix: [[1, 0, 0], [0, 2, -1], [0, 0, 1]] }, 'the matrix of transition must be 3 rows'], // prettier-ignore
    [{ matrix: [[1, 0, 0], [0, 0.5, 0], [0, 0, 1]] }, "the rows of transition's matrix must sum to 1"], // prettier-ignore
  ])('%j', (transition, message) => {
    expect(() => rowsOf(transition as RganTransition)).toThrow(message);
  });
});
