import { expect, test } from '@jest/globals';
import { table } from './table';

test('the first column stands to the left, the others to the right', () => {
  expect(
    table([
      ['', 'ms'],
      ['long name', '1'],
      ['x', '100'],
    ]),
  ).toBe('            ms\nlong name    1\nx          100');
});
