import { expect, test } from '@jest/globals';
import { learnOptions } from './options';

const known = ['a', 'b', 'c'];

test('all rows by default', () => {
  expect(learnOptions([], known)).toEqual({ mode: 'run', only: known, seed: undefined });
  expect(learnOptions(['--help'], known)).toBeUndefined();
});

test.each([
  ['--only b,a', { only: ['b', 'a'] }],
  ['--list', { mode: 'list' }],
  ['--dry --only c', { mode: 'dry', only: ['c'] }],
  ['--page', { mode: 'page' }],
  ['--seed 3', { seed: 3 }],
])('%s', (line, options) => {
  expect(learnOptions(line.split(' '), known)).toMatchObject(options);
});

test.each([
  [['--only', 'd'], '--only: there is no row d. There are a, b, c.'],
  [['--seed', '-1'], "Option '--seed' argument is ambiguous"],
  [['--seed=-1'], "--seed must be a whole number from 0. Got '-1'."],
  [['--seed='], "--seed must be a whole number from 0. Got ''."],
  [['--seed', 'x'], "--seed must be a whole number from 0. Got 'x'."],
  [['--list', '--dry'], 'Choose one of --list, --page, --dry. Got --list, --dry.'],
  [['--rows'], "Unknown option '--rows'"],
])('refuses %j', (args, message) => {
  expect(() => learnOptions(args, known)).toThrow(message);
});
