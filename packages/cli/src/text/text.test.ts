import { expect, test } from '@jest/globals';
import { columns, wrap } from './columns';
import { markdownTable } from './markdownTable';
import { nearest } from './nearest';

test.each([
  ['mnsit', 'mnist'],
  ['MNIST', 'mnist'],
  ['cifar', 'cifar10'],
  ['ciafr10', 'cifar10'],
  ['emo', 'emoji'],
  ['photographs', undefined],
  ['x', undefined],
])('nearest to %s is %s', (word, name) => expect(nearest(word, ['mnist', 'cifar10', 'emoji'])).toBe(name));

test('columns are aligned, the last wrapped', () => {
  expect(
    columns(
      [
        ['a', 'one two three four five six'],
        ['long', 'x'],
      ],
      { width: 22 },
    ),
  ).toBe('  a     one two three four\n        five six\n  long  x');
  expect(wrap('', 10)).toEqual(['']);
});

test('markdownTable', () => {
  expect(markdownTable(['metric', 'value'], [['fid', '3.5']], { numbers: [1] })).toBe(
    '| metric | value |\n| ------ | ----: |\n| fid    |   3.5 |',
  );
});
