import { expect, test } from '@jest/globals';
import type { RateMoment } from './rates';
import { presetOptions } from './presetOptions';
import { cosineDecay, exponentialDecay, linearDecay, productOf, rateDecay, warmUp } from './schedules';

const at = (imagesSeen: number): RateMoment => ({
  ...{ imagesSeen, images: 1000, progress: imagesSeen / 1000, phase: { name: 'train', progress: 0 } },
});

test('linearDecay stays, then falls in a line', () => {
  const rate = linearDecay({ from: 0.5, to: 0.1 });
  [1, 1, 0.55, 0.1].forEach((expected, i) => expect(rate(at([0, 500, 750, 1000][i]!))).toBeCloseTo(expected, 12));
  expect(linearDecay()(at(250))).toBe(0.75);
});

test('cosineDecay falls along a cosine', () => {
  const rate = cosineDecay({ to: 0.2 });
  [1, 0.2 + 0.4 * (1 + Math.SQRT1_2), 0.6, 0.2].forEach((expected, i) =>
    expect(rate(at([0, 250, 500, 1000][i]!))).toBeCloseTo(expected, 12),
  );
});

test('exponentialDecay divides at each update, down to what is left at least', () => {
  const rate = exponentialDecay({ divisor: 1.000004, images: 100, least: 1e-5 });
  expect(rate(at(0))).toBe(1);
  expect(rate(at(100)) * 1.000004).toBeCloseTo(1, 14);
  expect(rate(at(1000)) * 1.000004 ** 10).toBeCloseTo(1, 14);
  expect(rate(at(1e9))).toBe(1e-5);
  expect(exponentialDecay({ divisor: 10, images: 100 })(at(1000))).toBeCloseTo(1e-10, 20);
});

test('warmUp grows from 0; productOf multiplies', () => {
  const rate = productOf(warmUp(200), linearDecay());
  expect(warmUp(200)(at(50))).toBe(0.25);
  expect(rate(at(100))).toBeCloseTo(0.5 * 0.9, 12);
  expect(rate(at(500))).toBe(0.5);
});

test('what is out of range is refused', () => {
  expect(() => linearDecay({ from: 1 })).toThrow(/from must be in \[0, 1\)/);
  expect(() => cosineDecay({ to: -1 })).toThrow(/to must be a finite number from 0/);
  expect(() => warmUp(0)).toThrow(/images must be above 0/);
  expect(() => exponentialDecay({ divisor: 1, images: 100 })).toThrow(/divisor must be a finite number above 1/);
  expect(() => exponentialDecay({ divisor: 2, images: 0 })).toThrow(/images must be above 0/);
  expect(() => exponentialDecay({ divisor: 2, images: 1, least: 1 })).toThrow(/least must be in \[0, 1\)/);
});

test('rateDecay is the schedule that plain data says', () => {
  const at = { imagesSeen: 75, images: 100, progress: 0.75, phase: { name: 'train', progress: 0.75 } };
  expect(rateDecay({ decay: 'linear', from: 0.5, to: 0.2 })(at)).toBe(linearDecay({ from: 0.5, to: 0.2 })(at));
  expect(rateDecay({ decay: 'cosine' })(at)).toBe(cosineDecay()(at));
  expect(rateDecay({ decay: 'exponential', divisor: 2, images: 25, least: 0 })(at)).toBe(0.125);
});

test('presetOptions are what train takes', () => {
  const at = { imagesSeen: 50, images: 100, progress: 0.5, phase: { name: 'train', progress: 0.5 } };
  const { rates, ...rest } = presetOptions({ images: 9, batchSize: 3, ema: null, rates: { decay: 'linear' } });
  expect(rest).toEqual({ images: 9, batchSize: 3, ema: null });
  expect(rates(at)).toBe(0.5);
  expect(presetOptions()).toEqual({ images: 200_000, batchSize: 64, rates: expect.any(Function) });
  expect(presetOptions().rates(at)).toBe(1);
});
