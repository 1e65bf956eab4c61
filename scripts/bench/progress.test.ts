import { expect, test } from '@jest/globals';
import { progressOf } from './progress';

test('says what is done and how long the rest takes', () => {
  let time = 0;
  const lines: string[] = [];
  const progress = progressOf(3, { now: () => time, write: (line) => void lines.push(line) });
  for (const ended of [20_000, 200_000, 300_000]) {
    time = ended;
    progress('round');
  }
  expect(lines).toEqual(['[1/3] round, about 40 s left', '[2/3] round, about 2 min left', '[3/3] round']);
});
