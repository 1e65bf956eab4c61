import { expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { histogramBuilder } from './histogram';

test('values lie in their buckets, and the moments are exact', () => {
  const builder = histogramBuilder();
  builder.add([-2, -2, 0, 0.5]);
  builder.add(Float32Array.of(3));
  const { limits, counts, ...moments } = builder.result();
  expect(moments).toEqual({ min: -2, max: 3, count: 5, sum: -0.5, sumOfSquares: 17.25 });
  const filled = counts.flatMap((count, index) => (count > 0 ? [[limits[index - 1], limits[index], count]] : []));
  expect(filled).toHaveLength(4);
  for (const [index, value] of [-2, 0, 0.5, 3].entries()) {
    const [low, high, count] = filled[index]!;
    if (low !== undefined) expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
    expect(count).toBe(value === -2 ? 2 : 1);
  }
  expect([counts[0], counts.at(-1)]).toEqual([2, 1]);
});

test('many values, tiny and huge ones too: limits ascend, every value within a tenth of its bucket', () => {
  const random = randomStream(7);
  for (let draw = 0; draw < 2000; draw++) {
    const value = (random.next() < 0.5 ? -1 : 1) * 10 ** (34 * random.next() - 13);
    const builder = histogramBuilder();
    builder.add([value]);
    const { limits, counts } = builder.result();
    expect(counts).toEqual([1]);
    if (Math.abs(value) < 1e-12) expect(Math.abs(limits[0]!)).toBeLessThan(1.0000001e-12);
    else if (Math.abs(value) < 1e20) expect(Math.abs(Math.log(limits[0]! / value))).toBeLessThan(Math.log(1.1) + 1e-9);
  }
  const builder = histogramBuilder();
  builder.add(Array.from({ length: 1000 }, () => random.next() - 0.5));
  const { limits, counts } = builder.result();
  expect(limits.every((limit, index) => index === 0 || limit > limits[index - 1]!)).toBe(true);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
});

test('NaN and infinities are left out; nothing at all is an empty histogram', () => {
  const builder = histogramBuilder();
  builder.add([NaN, Infinity, -Infinity]);
  expect(builder.result()).toEqual({ min: 0, max: 0, count: 0, sum: 0, sumOfSquares: 0, limits: [], counts: [] });
});
