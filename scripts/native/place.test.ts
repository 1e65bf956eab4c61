import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { megabytes, packagesIn, place, sizeOf, versionIn } from './place.mjs';

let modules = '';
beforeEach(() => void (modules = mkdtempSync(join(tmpdir(), 'ganblocks-place-'))));
afterEach(() => rmSync(modules, { recursive: true }));

/** Makes a package with one file. */
const make =
  (text: string) =>
  async (folder: string): Promise<string> => {
    const made = join(folder, 'package');
    mkdirSync(made);
    writeFileSync(join(made, 'package.json'), text);
    return made;
  };

test('place puts a package where it belongs, in place of the one that was there', async () => {
  await place('@a/b', make('{"version":"1"}'), modules);
  expect(versionIn(join(modules, '@a', 'b'))).toBe('1');
  await place('@a/b', make('{"version":"2"}'), modules);
  expect(versionIn(join(modules, '@a', 'b'))).toBe('2');
  expect(readdirSync(modules)).toEqual(['@a']);
});

test('a failure leaves what was there, and nothing half done', async () => {
  await place('b', make('old'), modules);
  const broken = async (folder: string): Promise<string> => {
    await make('new')(folder);
    throw new Error('no compiler');
  };
  await expect(place('b', broken, modules)).rejects.toThrow('no compiler');
  expect(readFileSync(join(modules, 'b', 'package.json'), 'utf8')).toBe('old');
  expect(readdirSync(modules)).toEqual(['b']);
});

test('what a killed run has left goes with the next one', async () => {
  mkdirSync(join(modules, '.ganblocks-new-1', 'npm'), { recursive: true });
  await place('b', make('new'), modules);
  expect(readdirSync(modules)).toEqual(['b']);
});

test('packagesIn, versionIn and sizeOf read a node_modules folder', () => {
  for (const name of ['.bin', 'tar', '@a/b', '@a/c']) mkdirSync(join(modules, name), { recursive: true });
  expect(packagesIn(modules).sort()).toEqual(['@a/b', '@a/c', 'tar']);
  expect(versionIn(join(modules, 'tar'))).toBeUndefined();
  expect(existsSync(join(modules, 'tar', 'package.json'))).toBe(false);
  writeFileSync(join(modules, 'tar', 'data'), new Uint8Array(2_400_000));
  expect(sizeOf(join(modules, 'tar'))).toBe('2 MB');
  expect(megabytes(767_400_000)).toBe('767 MB');
});
