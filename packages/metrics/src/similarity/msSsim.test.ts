import { describe, expect, test } from '@jest/globals';
import { randomMatrix } from '../../tests/randomMatrix';
import type { Images } from '../features/images';
import { msSsim, ssim } from './msSsim';

const noise = (n: number, side: number, name: string): Images => ({
  shape: [n, side, side, 2],
  data: randomMatrix(n * side, side * 2, name).data.map((value) => 127.5 * (value + 1)),
});
const flat = (value: number, side = 16): Images => ({ shape: [1, side, side, 1], data: new Float64Array(side * side).fill(value) });

describe('msSsim', () => {
  test('is 1 for equal images, near 0 for noise, the same either way', () => {
    const [a, b] = [noise(2, 32, 'a'), noise(2, 32, 'b')];
    expect(msSsim(a, a).mean).toBeCloseTo(1, 12);
    expect(msSsim(a, b).mean).toBeLessThan(0.3);
    expect(msSsim(b, a).mean).toBeCloseTo(msSsim(a, b).mean, 12);
    expect([...msSsim(a, { ...a, data: a.data.map((value) => 255 - value) }).perImage]).toEqual([0, 0]);
  });

  test('of flat images is luminance alone', () => {
    const c1 = (0.01 * 255) ** 2;
    expect(ssim(flat(100), flat(50)).mean).toBeCloseTo((2 * 5000 + c1) / (12500 + c1), 10);
    expect(msSsim(flat(100), flat(50), { weights: [0.5, 0.5] }).mean).toBeCloseTo(((2 * 5000 + c1) / (12500 + c1)) ** 0.5, 10);
  });

  test('takes each pair by itself', () => {
    const [a, b] = [noise(3, 16, 'a'), noise(3, 16, 'b')];
    const second: Images = { shape: [1, 16, 16, 2], data: b.data.slice(512, 1024) };
    const own: Images = { shape: [1, 16, 16, 2], data: a.data.slice(512, 1024) };
    expect(msSsim(a, b).perImage[1]).toBeCloseTo(msSsim(own, second).mean, 14);
  });

  test('refuses what makes no pairs, and images too small', () => {
    expect(() => msSsim(flat(1), flat(1, 17))).toThrow(/one shape\. Got \[1, 16, 16, 1\] and \[1, 17, 17, 1\]/);
    expect(() => msSsim(flat(1, 8), flat(1, 8))).toThrow(/5 scales need images of 16 x 16 at least\. Got 8 x 8/);
    expect(() => msSsim(flat(NaN), flat(1))).toThrow(/first images must be finite\. Got NaN in image 0/);
    expect(() => msSsim({ ...flat(1), shape: [2, 16, 16, 1] }, flat(1))).toThrow(/so many numbers/);
  });
});
