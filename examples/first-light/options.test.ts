import { expect, test } from '@jest/globals';
import { firstLightOptions } from './options';
import { PRESET } from './preset';

test('the preset is the default', () => {
  expect(firstLightOptions([])).toEqual({ images: PRESET.images, seed: PRESET.seed, run: PRESET.run });
});

test('images, seed and run are understood', () => {
  expect(firstLightOptions(['--images', '64,000', '--seed', '3', '--run', 'runs/a'])).toEqual({ images: 64_000, seed: 3, run: 'runs/a' });
  expect(firstLightOptions(['--help'])).toBeUndefined();
});

test.each([
  [['--images', '0'], "--images must be a whole number of at least 1. Got '0'."],
  [['--images', 'many'], "--images must be a whole number of at least 1. Got 'many'."],
  [['--seed', '1.5'], "--seed must be a whole number of at least 0. Got '1.5'."],
  [['--seed='], "--seed must be a whole number of at least 0. Got ''."],
  [['--epochs', '3'], "Unknown option '--epochs'"],
])('refuses %j', (args, message) => {
  expect(() => firstLightOptions(args)).toThrow(message);
});
