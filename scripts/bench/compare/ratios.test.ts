import { expect, test } from '@jest/globals';
import { ratiosOf } from './ratios';

test('ratios are of the medians of all rounds, and of the best rounds', () => {
  const rounds = [
    { ours: 0.2, torch: 0.4 },
    { ours: 0.3, torch: 0.2 },
    { ours: 0.1, torch: 0.8 },
  ];
  expect(ratiosOf(rounds)).toEqual({
    ours: { median_s: 0.2, best_s: 0.1 },
    torch: { median_s: 0.4, best_s: 0.2 },
    ratio_of_medians: 0.5,
    ratio_of_bests: 0.5,
  });
});
