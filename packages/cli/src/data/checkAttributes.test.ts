import { expect, test } from '@jest/globals';
import { checkAttributes } from './checkAttributes';

const attributes = { names: ['a', 'b'], values: Uint8Array.of(0, 1) };

test('as many attributes as the system knows', () => {
  checkAttributes({ name: 'faces', attributes }, { system: 'cgan', attributes: 2 });
  expect(() => checkAttributes({ name: 'faces', attributes }, { system: 'cgan', attributes: 3 })).toThrow(
    "--data: cgan learns attributed images, 3 attributes each. Got 2 in 'faces'. Use --set attributes=2.",
  );
  expect(() => checkAttributes({ name: 'digits' }, { system: 'cgan', attributes: 3 })).toThrow('Got 0');
});
