import { expect, test } from '@jest/globals';
import { enlarge } from './enlarge';

test('repeats each pixel in both directions', () => {
  const { data, ...size } = enlarge({ width: 2, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) }, 2);
  expect(size).toEqual({ width: 4, height: 2, channels: 3 });
  const row = [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6];
  expect([...data]).toEqual([...row, ...row]);
});

test('by itself makes every narrower picture 500 to 1,000 pixels wide and leaves wider ones', () => {
  for (let width = 1; width <= 1300; width += 7) {
    const enlarged = enlarge({ width, height: 1, channels: 1, data: new Uint8Array(width) });
    if (width > 1000) expect(enlarged.width).toBe(width);
    else expect(enlarged.width).toBeGreaterThan(500);
    expect(enlarged.width).toBeLessThanOrEqual(Math.max(1000, width));
  }
});

test('refuses a broken factor or picture', () => {
  const pixel = { width: 1, height: 1, channels: 1, data: Uint8Array.of(5) };
  expect(() => enlarge(pixel, 1.5)).toThrow(/factor must be a whole number above 0. Got 1.5/);
  expect(() => enlarge({ ...pixel, width: 2 })).toThrow('enlarge: expected 2 bytes for 2 x 1 x 1. Got 1.');
  expect(() => enlarge({ ...pixel, width: 0 })).toThrow(/above 0. Got 0 x 1/);
});
