import { expect, jest, test } from '@jest/globals';
import { progressReports } from './decodeProgress';
import type { DecodeProgress } from './decodeProgress';

test('progress is told from time to time and at the end, with the rate and the time left', () => {
  const clock = jest.spyOn(performance, 'now');
  const told: DecodeProgress[] = [];
  clock.mockReturnValue(0);
  const report = progressReports(10, (progress) => told.push(progress));
  for (let done = 1; done <= 10; done++) {
    clock.mockReturnValue(100 * done);
    report(done);
  }
  clock.mockRestore();
  expect(told.map(({ done }) => done)).toEqual([2, 4, 6, 8, 10]);
  expect(told[1]).toEqual({ done: 4, total: 10, imagesPerSecond: 10, secondsLeft: 0.6 });
  progressReports(1, undefined)(1);
});
