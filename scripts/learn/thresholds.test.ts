import { describe, expect, test } from '@jest/globals';
import { complaints, reaches, type Threshold, thresholdText } from './thresholds';

const thresholds: readonly Threshold[] = [
  { figure: 'score', atLeast: 8 },
  { figure: 'frechet', atMost: { arm: 'untrained', times: 0.05 } },
];
const untrained = { score: 1, frechet: 900 };
const still = { score: 1.1, frechet: 850 };
const trained = { score: 8.5, frechet: 9 };

describe('reaches', () => {
  test.each<[Threshold, number, boolean]>([
    [{ figure: 'a', atLeast: 2 }, 2, true],
    [{ figure: 'a', atLeast: 2 }, 1.999, false],
    [{ figure: 'a', atMost: 2 }, 2, true],
    [{ figure: 'a', atMost: 2 }, 2.001, false],
    [{ figure: 'a', atMost: { arm: 'untrained', times: 0.5 } }, 5, true],
    [{ figure: 'a', atMost: { arm: 'untrained', times: 0.5 } }, 5.1, false],
    [{ figure: 'a', atLeast: { arm: 'untrained', times: 1.5 } }, 15, true],
    [{ figure: 'a', atLeast: { arm: 'untrained', times: 1.5 } }, 14, false],
    [{ figure: 'a', atLeast: { arm: 'plain', plus: 4 } }, 7, true],
    [{ figure: 'a', atLeast: { arm: 'plain', plus: 4 } }, 6.9, false],
    [{ figure: 'a', atMost: { arm: 'plain', plus: -1 } }, 2, true],
    [{ figure: 'a', atLeast: { arm: 'plain', times: 2, plus: 1 } }, 7, true],
    [{ figure: 'a', atLeast: { arm: 'plain' } }, 2.9, false],
  ])('%j by %d: %p', (threshold, value, expected) => {
    expect(reaches(threshold, 'trained', { trained: { a: value }, untrained: { a: 10 }, plain: { a: 3 } })).toBe(expected);
  });

  test('no number reaches nothing, nor what is compared with none', () => {
    const one = { trained: { a: 1 }, plain: { a: 1 } };
    for (const asked of [{ atLeast: 0 }, { atMost: 1 }, { atMost: { arm: 'plain' } }, { atLeast: { arm: 'plain', times: 0 } }]) {
      expect(reaches({ figure: 'a', ...asked }, 'trained', one)).toBe(true);
      expect(reaches({ figure: 'a', ...asked }, 'trained', { ...one, trained: { a: NaN } })).toBe(false);
      expect(reaches({ figure: 'a', ...asked }, 'trained', { ...one, trained: {} })).toBe(false);
    }
    expect(reaches({ figure: 'a', atLeast: { arm: 'plain', times: 0 } }, 'trained', { trained: { a: 1 }, plain: {} })).toBe(false);
    expect(reaches({ figure: 'a', atMost: { arm: 'other' } }, 'trained', one)).toBe(false);
  });
});

describe('complaints', () => {
  test('none where the trained system alone reaches every threshold', () => {
    expect(complaints(thresholds, { trained, untrained, still })).toEqual([]);
  });

  test('of a figure that training did not reach, by its name', () => {
    expect(complaints(thresholds, { trained: { ...trained, score: 7.9 }, untrained, still })).toEqual([
      'trained: score is 7.9, expected score ≥ 8',
    ]);
  });

  test('of an untrained generator that passes, and of one that stood still', () => {
    expect(complaints(thresholds, { trained, untrained: { ...untrained, score: 8 }, still: { ...still, frechet: 40 } })).toEqual([
      'untrained: score is 8, which reaches score ≥ 8 too: that proves nothing',
      'still: frechet is 40, which reaches frechet ≤ 0.05 × untrained too: that proves nothing',
    ]);
  });

  test('of three runs that are alike: the untrained figures never pass', () => {
    const alike = { trained: untrained, untrained, still: untrained };
    expect(complaints(thresholds, alike)).toHaveLength(2);
    expect(complaints([{ figure: 'score', atLeast: 0 }], alike)).toHaveLength(2);
  });

  test('of a figure that is too little above that of a run beside, and says what that has', () => {
    const above: Threshold = { figure: 'score', atLeast: { arm: 'plain', plus: 2 } };
    expect(complaints([above], { trained, untrained, still, plain: { score: 6 } })).toEqual([]);
    expect(complaints([above], { trained, untrained, still, plain: { score: 7 } })).toEqual([
      'trained: score is 8.5, expected score ≥ plain + 2, where plain has 7',
    ]);
  });

  test('of a run beside that is so bad that an untrained one is above it too', () => {
    const above: Threshold = { figure: 'score', atLeast: { arm: 'plain', plus: 2 } };
    expect(complaints([above], { trained, untrained, still, plain: { score: -2 } })).toHaveLength(2);
  });

  test('of no run beside that reaches a threshold', () => {
    expect(complaints(thresholds, { trained, untrained, still, plain: trained })).toEqual([]);
  });

  test('of a figure that is no number, even where none is asked for', () => {
    expect(complaints([], { trained: { modes: NaN }, untrained, still })).toEqual(['trained: modes is NaN, expected a finite number']);
    expect(complaints([], { trained: { modes: 99 }, untrained, still })).toEqual([]);
  });
});

test('thresholdText', () => {
  expect(thresholds.map(thresholdText)).toEqual(['score ≥ 8', 'frechet ≤ 0.05 × untrained']);
  expect(thresholdText({ figure: 'a', atMost: 3 })).toBe('a ≤ 3');
  expect(thresholdText({ figure: 'a', atLeast: { arm: 'plain', plus: 0.1 } })).toBe('a ≥ plain + 0.1');
  expect(thresholdText({ figure: 'a', atMost: { arm: 'plain', times: 1 / 3, plus: -0.5 } })).toBe('a ≤ 0.333 × plain - 0.5');
  expect(thresholdText({ figure: 'a', atLeast: { arm: 'plain' } })).toBe('a ≥ plain');
});
