import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { temporaryFolder } from '../../tests/temporaryFolder';
import { makeFolder } from './makeFolder';

const folder = temporaryFolder();

test('makes the folders on the way, also where several ask at once', async () => {
  const path = folder.path('a/b/c');
  await Promise.all([makeFolder(path), makeFolder(path), makeFolder(folder.path('a/b'))]);
  await makeFolder(path);
  expect(existsSync(path)).toBe(true);
});

test('ends where a folder cannot be made, and names the reason', async () => {
  const file = folder.write('file', 'x');
  await expect(makeFolder(file)).rejects.toThrow('EEXIST');
  await expect(makeFolder(`${file}/below`)).rejects.toThrow('ENOTDIR');
});

// As Linux has it: no folder can be made in /proc, and the answer is ENOENT.
(existsSync('/proc') ? test : test.skip)('ends where the system denies that a parent is there', async () => {
  await expect(makeFolder('/proc/ganblocks/below')).rejects.toThrow('ENOENT');
});
