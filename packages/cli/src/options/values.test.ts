import { describe, expect, test } from '@jest/globals';
import { parseSettings } from './settings';
import { nameList, numberWithin, wholeNumber } from './values';

describe('wholeNumber', () => {
  test.each([
    ['7', 7],
    ['200k', 200_000],
    ['1.5M', 1_500_000],
    ['0.1m', 100_000],
    ['80,000', 80_000],
    ['60_000', 60_000],
    ['1.005k', 1005],
  ])('%s', (text, value) => expect(wholeNumber('--images', text)).toBe(value));

  test.each(['', 'k', '-1', '1.5', '1.0001k', '1e5', '9007199254740993', '1kk', '0'])('refuses %j', (text) => {
    expect(() => wholeNumber('--images', text)).toThrow('--images must be a whole number from 1');
  });
});

test('numberWithin', () => {
  expect(numberWithin('--psi', '-0.7')).toBe(-0.7);
  expect(() => numberWithin('--psi', ' ')).toThrow("--psi must be a number. Got ' '.");
  expect(() => numberWithin('--psi', '2', { least: 0, most: 1 })).toThrow("--psi must be a number from 0 to 1. Got '2'.");
});

test('nameList', () => expect(nameList('a, b,,a')).toEqual(['a', 'b']));

test('parseSettings', () => {
  const texts = [
    'width=32',
    'rate=1.5e-3',
    'low=-1',
    'half=.5',
    'many=1_000',
    'useBias=true',
    'latents=uniform',
    'layers=[1,2]',
    'note=a=b',
    'size=4x4',
    'empty=',
  ];
  expect(parseSettings(texts)).toEqual({
    ...{ width: 32, rate: 1.5e-3, low: -1, half: 0.5, many: 1000, useBias: true, latents: 'uniform', layers: [1, 2] },
    ...{ note: 'a=b', size: '4x4', empty: '' },
  });
});
