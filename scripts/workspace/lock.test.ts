import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { withLock } from './lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ganblocks-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));
const newFile = (name: string): string => join(folder, name);

test('lets one in at a time, and the next one when the first has failed', async () => {
  const file = newFile('order');
  const said: string[] = [];
  const first = withLock(async () => {
    said.push('first in');
    await sleep(50);
    said.push('first out');
    throw new Error('failed');
  }, file);
  const second = withLock(async () => void said.push('second'), file);
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(said).toEqual(['first in', 'first out', 'second']);
  expect(existsSync(file)).toBe(false);
});

test('takes over what a dead process has left', async () => {
  const file = newFile('dead');
  writeFileSync(file, '999999999');
  await expect(withLock(async () => 'done', file)).resolves.toBe('done');
});
