import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../../tests/temporaryFolder';
import { goOnWords } from './goOnWords';
import { nextRun } from './nextRun';

const folder = temporaryFolder();

test('runs are numbered, whatever else lies in their folder', async () => {
  const parent = join(folder, 'runs');
  expect(await nextRun(parent, 'dcgan', 'mnist')).toBe(join(parent, '00001-dcgan-mnist'));
  for (const name of ['00009-wgan-photos', 'mine', '7-no']) mkdirSync(join(parent, name), { recursive: true });
  expect(await nextRun(parent, 'dcgan', 'my photos/2')).toBe(join(parent, '00010-dcgan-my-photos-2'));
});

test('how to go on is said for this program', () => {
  const line = "Stopped by SIGINT after step 3. To go on: train(…, { run: 'runs/a', resume: true }).";
  expect(goOnWords(line, 'runs/a')).toBe('Stopped by SIGINT after step 3. To go on: ganblocks resume runs/a');
  expect(goOnWords('something else', 'runs/a')).toBe('something else');
});
