import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cacheFolder, pipArguments, wanted, wheelAmong } from './wheel.mjs';

describe('cacheFolder', () => {
  test('is the one that the user has named', () => expect(cacheFolder({ XDG_CACHE_HOME: '/cache' })).toBe(join('/cache', 'ganblocks')));
  test.each([{}, { XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'relative' }])('is in the home folder with %j', (env) =>
    expect(cacheFolder(env)).toBe(join(homedir(), '.cache', 'ganblocks')),
  );
});

test('pip is asked for a Linux wheel, from whatever index it is configured with', () => {
  const words = pipArguments('2.12.0', 'there');
  expect(words.join(' ')).toMatch(/--dest there .*--platform manylinux2014_x86_64 --python-version 3\.9 tensorflow-cpu==2\.12\.0$/);
  expect(words).not.toContain('--index-url');
});

test('wheelAmong finds a whole wheel of that version', () => {
  const wheel = 'tensorflow_cpu-2.12.0-cp39-cp39-manylinux_2_17_x86_64.manylinux2014_x86_64.whl';
  expect(wheelAmong(['tensorflow_cpu-2.12.1-cp39.whl', `${wheel}.4711`, wheel], '2.12.0')).toBe(wheel);
  expect(wheelAmong([`${wheel}.4711`], '2.12.0')).toBeUndefined();
});

test('the libraries come first among what is unpacked', () =>
  expect(wanted.slice(0, 2).every((file) => file.endsWith('.so.2'))).toBe(true));
