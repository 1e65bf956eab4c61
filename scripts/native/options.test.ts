import { describe, expect, test } from '@jest/globals';
import { readOptions } from './options.mjs';

describe('readOptions', () => {
  test.each([
    [[], { help: false, strict: false, tensorflow: '2.12.0' }],
    [['--strict'], { help: false, strict: true, tensorflow: '2.12.0' }],
    [['-h'], { help: true, strict: false, tensorflow: '2.12.0' }],
    [['--tensorflow', '2.20.0'], { help: false, strict: false, tensorflow: '2.20.0' }],
  ])('reads %j', (words, expected) => expect(readOptions(words, { tensorflow: '2.12.0' })).toEqual(expected));

  test.each(['2', '2.11.1', '3.0.0', '2.12', '2.12.0; rm', ''])('refuses the version %j', (version) =>
    expect(() => readOptions([`--tensorflow=${version}`], { tensorflow: '2.12.0' })).toThrow(
      `a version from 2.12.0 to 2.20.0 (earlier ones bring no C library); it got '${version}'.`,
    ),
  );

  test('knows --tensorflow only where there is one', () => {
    expect(readOptions([])).toEqual({ help: false, strict: false });
    expect(() => readOptions(['--tensorflow', '2.12.0'])).toThrow('takes no --tensorflow');
  });

  test('refuses what it does not know', () => expect(() => readOptions(['--quick'])).toThrow('--quick'));
});
