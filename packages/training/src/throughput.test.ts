import { expect, test } from '@jest/globals';
import { throughput } from './throughput';

test('throughput is images over seconds, 0 before any time has passed', () => {
  const speed = throughput();
  expect(speed.rate(5, 100)).toBe(0);
  expect(speed.rate(5, 100)).toBe(0);
  expect(speed.rate(7, 164)).toBe(32);
});

test('throughput forgets what lies before its window', () => {
  const speed = throughput({ windowSeconds: 10 });
  let rate = 0;
  for (let second = 0; second <= 20; second++) rate = speed.rate(second, 100 * second);
  expect(rate).toBe(100);
  for (let second = 21; second <= 40; second++) rate = speed.rate(second, 2000 + 10 * (second - 20));
  expect(rate).toBe(10);
});

test('throughput of steps longer than its window is that of the last step', () => {
  const speed = throughput({ windowSeconds: 1 });
  speed.rate(0, 0);
  speed.rate(10, 10);
  expect(speed.rate(20, 30)).toBe(2);
});
