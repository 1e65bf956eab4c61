import { expect, test } from '@jest/globals';
import { firstDifference } from './firstDifference';

test.each([
  [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, undefined],
  [{ a: { b: 1 } }, { a: { b: 2 } }, { path: 'a.b', a: '1', b: '2' }],
  [{ a: [1] }, { a: [1, 2] }, { path: 'a.1', a: 'nothing', b: '2' }],
  [{ a: null }, {}, { path: 'a', a: 'null', b: 'nothing' }],
  [{ a: [] }, { a: {} }, { path: 'a', a: '[]', b: '{}' }],
])('firstDifference(%j, %j)', (a, b, expected) => {
  expect(firstDifference(a, b)).toEqual(expected);
});
