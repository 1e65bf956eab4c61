import { expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { shuffledOrder } from './shuffledOrder';

test('holds each number once, for any size', () => {
  for (const size of [0, 1, 2, 3, 100]) {
    const order = [...shuffledOrder(randomStream(1).split(String(size)), size)];
    expect(order.sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index));
  }
});

test('gives each of the six orders of three about equally often', () => {
  const random = randomStream(2);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 6000; draw++) {
    const order = shuffledOrder(random, 3).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // The deviation of each count is 29: five of them.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
});
