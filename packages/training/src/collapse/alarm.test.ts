import { describe, expect, test } from '@jest/globals';
import { alarm } from './alarm';
import { runningMedian } from './runningMedian';
import { stretch } from './stretch';

describe('alarm', () => {
  test('begins after so many bad looks in a row, once, and again only after it has ended', () => {
    const one = alarm({ patience: 2 });
    const told = [0.5, 1, 0.9, 1.2, 3, 9, 0.8, 1.5, 1.5, 0.6, 1, 1].map((severity, i) => one.sees(severity, 100 * i) && i);
    expect(told.filter((i) => i !== false)).toEqual([4, 11]);
    expect(one.since).toBe(1000);
  });

  test('knows since when', () => {
    const one = alarm({ patience: 3 });
    expect(one.since).toBeUndefined();
    for (const at of [100, 200]) one.sees(5, at);
    expect(one.since).toBe(100);
    one.sees(0.99, 300);
    expect(one.since).toBeUndefined();
  });

  test('takes no number for bad', () => {
    const one = alarm({ patience: 1 });
    expect([NaN, Infinity, 0, Infinity].map((severity) => one.sees(severity, 0))).toEqual([true, false, false, true]);
  });
});

describe('runningMedian', () => {
  test('is there from three numbers on, of the latest', () => {
    const usual = runningMedian({ window: 4 });
    const medians = [5, 1, 3, 7, 100, NaN, 100, Infinity].map((value) => (usual.push(value), usual.value));
    expect(medians).toEqual([undefined, undefined, 3, 4, 5, 5, 53.5, 53.5]);
  });
});

describe('stretch', () => {
  test('gives means over the steps that had a number, then begins anew', () => {
    const since = stretch();
    since.add({ losses: { d: { adversarial: 1, r1: 5 }, g: { adversarial: 2 } }, gradientNorms: { d: 3 } });
    since.add({ losses: { d: { adversarial: 3 }, g: { adversarial: 4 } }, gradientNorms: { d: 5, g: 1 } });
    expect(since.take()).toEqual({ losses: { 'd/adversarial': 2, 'd/r1': 5, 'g/adversarial': 3 }, gradientNorms: { d: 4, g: 1 } });
    expect(since.take()).toEqual({ losses: {}, gradientNorms: {} });
  });
});
