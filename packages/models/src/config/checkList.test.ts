import { expect, test } from '@jest/globals';
import { checkRange, checkUnits, checkWords } from './checkList';

test('checkUnits takes lists of integers above 0', () => {
  checkUnits('net', 'units', [1, 512]);
  for (const wrong of [[], [0], [1.5], ['8'], 8, null, { 0: 1 }]) {
    expect(() => checkUnits('net', 'units', wrong)).toThrow('net: units must be a list of integers >= 1, one a layer. Got ');
  }
});

test('checkWords takes a word for all or one each', () => {
  const allowed = { words: ['relu', 'tanh'], length: 2 };
  checkWords('net', 'activations', ['relu'], allowed);
  checkWords('net', 'activations', ['relu', 'tanh'], allowed);
  for (const wrong of [[], ['relu', 'relu', 'relu'], ['elu'], 'relu', null]) {
    expect(() => checkWords('net', 'activations', wrong, allowed)).toThrow("must be a list of 'relu' or 'tanh': 2, or one for all. Got ");
  }
});

test('checkRange leaves the upper end out', () => {
  checkRange('net', 'rate', 0, [0, 1]);
  expect(() => checkRange('net', 'rate', 1, [0, 1])).toThrow('net: rate must be in [0, 1). Got 1.');
  expect(() => checkRange('net', 'rate', NaN, [0, Infinity])).toThrow('net: rate must be in [0, ∞). Got NaN.');
});
