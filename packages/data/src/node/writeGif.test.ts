import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeGif } from '../pictures/encodeGif';
import { writeGif } from './writeGif';

const frames = [0, 200].map((value) => ({ width: 2, height: 1, channels: 1, data: Uint8Array.of(value, 255) }));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganblocks-gif-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('writes the file and leaves nothing else', async () => {
  const path = join(folder, 'a.gif');
  await writeGif(path, frames, { delay: 50 });
  expect(new Uint8Array(await readFile(path))).toEqual(encodeGif(frames, { delay: 50 }));
  expect(await readdir(folder)).toEqual(['a.gif']);
});

test('writes nothing where it cannot, and says why', async () => {
  const missing = join(folder, 'missing', 'a.gif');
  await expect(writeGif(missing, frames)).rejects.toThrow(`writeGif: '${missing}' cannot be written (ENOENT). Make the folder`);
  await expect(writeGif(join(folder, 'b.gif'), [])).rejects.toThrow('encodeGif: expected at least one frame. Got none.');
  expect(await readdir(folder)).toEqual(['a.gif']);
});
