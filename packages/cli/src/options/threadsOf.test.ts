import { expect, test } from '@jest/globals';
import type { Given } from './given';
import { threadsOf } from './threadsOf';

const given = (text: string | undefined): Given => ({ words: [], text: () => text, all: () => [], has: () => text !== undefined });

test('--threads', () => {
  expect(threadsOf(given(undefined))).toBeUndefined();
  expect(threadsOf(given('3'))).toBe(3);
  expect(() => threadsOf(given('0'))).toThrow('--threads must be a whole number from 1');
  expect(() => threadsOf(given('65'))).toThrow('--threads must be 64 at most. Got 65.');
});
