import { describe, expect, test } from '@jest/globals';
import { complaints, reaches, type Threshold, thresholdText } from './thresholds';

const thresholds: readonly Threshold[] = [
  { figure: 'score', atLeast: 8 },
  { figure: 'frechet', atMostTimesUntrained: 0.05 },
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
    [{ figure: 'a', atMostTimesUntrained: 0.5 }, 5, true],
    [{ figure: 'a', atMostTimesUntrained: 0.5 }, 5.1, false],
    [{ figure: 'a', atLeastTimesUntrained: 1.5 }, 15, true],
    [{ figure: 'a', atLeastTimesUntrained: 1.5 }, 14, false],
  ])('%j by %d: %p', (threshold, value, expected) => {
    expect(reaches(threshold, { a: value }, { a: 10 })).toBe(expected);
  });

  test('no number reaches nothing', () => {
    for (const threshold of [{ atLeast: 0 }, { atMost: 1 }, { atMostTimesUntrained: 1 }, { atLeastTimesUntrained: 0 }]) {
      expect(reaches({ figure: 'a', ...threshold }, { a: NaN }, { a: 1 })).toBe(false);
      expect(reaches({ figure: 'a', ...threshold }, {}, { a: 1 })).toBe(false);
    }
    expect(reaches({ figure: 'a', atMostTimesUntrained: 1 }, { a: 0 }, {})).toBe(false);
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

  test('of a figure that is no number, even where none is asked for', () => {
    expect(complaints([], { trained: { modes: NaN }, untrained, still })).toEqual(['trained: modes is NaN, expected a finite number']);
    expect(complaints([], { trained: { modes: 99 }, untrained, still })).toEqual([]);
  });
});

test('thresholdText', () => {
  expect(thresholds.map(thresholdText)).toEqual(['score ≥ 8', 'frechet ≤ 0.05 × untrained']);
  expect(thresholdText({ figure: 'a', atMost: 3 })).toBe('a ≤ 3');
  expect(thresholdText({ figure: 'a', atLeastTimesUntrained: 2 })).toBe('a ≥ 2 × untrained');
});
