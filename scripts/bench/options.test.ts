import { describe, expect, test } from '@jest/globals';
import { help, type KnownCases, readOptions } from './options';

const known: KnownCases = {
  training: ['a', 'b', 'a-files'],
  compared: ['a', 'b'],
  inference: ['g'],
  sized: ['net?width=8&batch=4'],
  sections: ['s', 't'],
};

describe('readOptions', () => {
  test('times all cases where nothing is said', () => {
    expect(readOptions([], known)).toEqual({
      ...{ mode: 'steps', only: ['a', 'b', 'a-files'], repeat: 5, warmUp: undefined, rounds: 5, threads: 2, backend: 'auto' },
      ...{ batches: [1, 8], shapes: false, json: false, python: undefined, torchScript: undefined },
    });
  });

  test.each([
    [
      '--compare --rounds 3 --python py --torch-script x.py',
      { mode: 'compare', only: ['a', 'b'], rounds: 3, python: 'py', torchScript: 'x.py' },
    ],
    ['--profile --shapes --only a,g', { mode: 'profile', only: ['a', 'g'], shapes: true }],
    ['--profile', { mode: 'profile', only: ['a', 'b', 'a-files'] }],
    ['--inference --batch 4', { mode: 'inference', only: ['g'], batches: [4] }],
    ['--only g --warm-up 0', { mode: 'inference', only: ['g'], warmUp: 0 }],
    ['--kernels --only 16,8,8 --json', { mode: 'kernels', only: ['16,8,8'], json: true }],
    ['--page', { mode: 'page', only: [] }],
    ['--page --only t', { mode: 'page', only: ['t'] }],
    ['--browser --threads 4', { mode: 'browser', only: ['a', 'b'], threads: 4 }],
    ['--kernels', { mode: 'kernels', only: [''] }],
    ['--only net?width=4&batch=2,a', { mode: 'steps', only: ['net?width=4&batch=2', 'a'] }],
  ])('%s', (line, options) => {
    expect(readOptions(line.split(' '), known)).toMatchObject(options);
  });

  test.each([
    ['--only c', '--only: unknown case c. Known here: a, b, a-files, net?….'],
    ['--inference --only net?width=4', '--only: unknown case net?width=4. Known here: g.'],
    ['--compare --only a-files', '--only: unknown case a-files. Known here: a, b.'],
    ['--compare --profile', 'Choose one of --profile, --compare, --inference, --kernels, --browser, --page. Got --profile, --compare.'],
    ['--page --only a', '--only: unknown case a. Known here: s, t.'],
    ['--repeat 0', "--repeat must be a whole number of at least 1. Got '0'."],
    ['--threads two', "--threads must be a whole number of at least 1. Got 'two'."],
    ['--batch 1,x', "--batch must be a whole number of at least 1. Got 'x'."],
  ])('refuses %s', (line, message) => {
    expect(() => readOptions(line.split(' '), known)).toThrow(message);
  });

  test('help names the cases', () => {
    expect(readOptions(['--help'], known)).toBeUndefined();
    expect(help(known)).toContain('Cases: a, b, a-files.');
  });
});
