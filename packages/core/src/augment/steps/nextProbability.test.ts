import { describe, expect, test } from '@jest/globals';
import { nextProbability, probabilityChange } from './index';

describe('nextProbability', () => {
  const change = { images: 64, speed: 640, target: 0.6 };

  test('goes up above the target, down below it, and rests at it', () => {
    expect(nextProbability(0.5, { ...change, signs: 0.7 })).toBe(0.6);
    expect(nextProbability(0.5, { ...change, signs: -1 })).toBe(0.4);
    expect(nextProbability(0.5, { ...change, signs: 0.6 })).toBe(0.5);
  });

  test('never goes below 0, and above 1 unless there is a limit', () => {
    expect(nextProbability(0.05, { ...change, signs: 0 })).toBe(0);
    expect(nextProbability(1, { ...change, signs: 1 })).toBe(1.1);
    expect(nextProbability(0.75, { ...change, signs: 1 }, 0.8)).toBe(0.8);
  });

  test('teaches', () => {
    expect(() => probabilityChange({ signs: NaN, images: 4 })).toThrow('If it is NaN, the discriminator has diverged.');
    expect(() => probabilityChange({ signs: 0, images: 4, target: 2 })).toThrow('target must lie in [-1, 1]. Got 2.');
    expect(() => probabilityChange({ signs: 0, images: -1 })).toThrow('images must be a count. Got -1.');
    expect(() => probabilityChange({ signs: 0, images: 1, speed: 0 })).toThrow('speed must be a number of images above 0. Got 0.');
    expect(() => nextProbability(-1, { signs: 0, images: 1 })).toThrow(
      'nextProbability: probability must be a finite number >= 0. Got -1.',
    );
  });
});
