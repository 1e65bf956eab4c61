import { expect, test } from '@jest/globals';
import { axisOf } from './axis';
import { tickLabels } from './tickLabels';

const labels = (low: number, high: number, outward = false): string[] => tickLabels(axisOf({ low, high }, { count: 5, outward }));

test('ticks are round numbers within the data', () => {
  expect(labels(0, 10)).toEqual(['0', '2', '4', '6', '8', '10']);
  expect(labels(-0.13, 0.31)).toEqual(['−0.1', '0', '0.1', '0.2', '0.3']);
  expect(labels(64, 60_000)).toEqual(['10k', '20k', '30k', '40k', '50k', '60k']);
  expect(labels(0, 1_250_000)).toEqual(['0', '0.2M', '0.4M', '0.6M', '0.8M', '1.0M', '1.2M']);
  expect(labels(0, 9000)).toEqual(['0', '2000', '4000', '6000', '8000']);
  expect(labels(0, 3e-6)).toEqual(['0', '0.5×10⁻⁶', '1.0×10⁻⁶', '1.5×10⁻⁶', '2.0×10⁻⁶', '2.5×10⁻⁶', '3.0×10⁻⁶']);
  expect(labels(0, 4e20)).toEqual(['0', '1×10²⁰', '2×10²⁰', '3×10²⁰', '4×10²⁰']);
});

test('outward, the span widens to whole steps', () => {
  const axis = axisOf({ low: 0.13, high: 2.9 }, { count: 5, outward: true });
  expect([axis.low, axis.high, axis.step]).toEqual([0, 3, 0.5]);
  expect(axis.ticks).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
});

test('one value gets room around it, no value the unit interval', () => {
  expect(labels(5, 5, true)).toEqual(['4.4', '4.6', '4.8', '5.0', '5.2', '5.4', '5.6']);
  expect(labels(0, 0, true)).toEqual(['−1.0', '−0.5', '0', '0.5', '1.0']);
  const none = axisOf({ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY }, { count: 5, outward: false });
  expect([none.low, none.high]).toEqual([0, 1]);
});
