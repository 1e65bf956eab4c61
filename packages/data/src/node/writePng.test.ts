import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from './encodePng';
import { writePng } from './writePng';

const picture = { width: 2, height: 1, channels: 1, data: Uint8Array.of(0, 255) };
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganblocks-png-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('writePng', () => {
  test('writes the file, replaces an older one, and leaves nothing else', async () => {
    const path = join(folder, 'a.png');
    await writeFile(path, 'old');
    await Promise.all([writePng(path, picture), writePng(path, picture)]);
    expect(new Uint8Array(await readFile(path))).toEqual(encodePng(picture));
    expect(await readdir(folder)).toEqual(['a.png']);
  });

  test('says which path cannot be written, and what to do', async () => {
    const missing = join(folder, 'missing', 'a.png');
    await expect(writePng(missing, picture)).rejects.toThrow(
      `writePng: '${missing}' cannot be written (ENOENT). Make the folder '${join(folder, 'missing')}' first, or choose another path.`,
    );
    await writeFile(join(folder, 'file'), '');
    await expect(writePng(join(folder, 'file', 'a.png'), picture)).rejects.toThrow(/\(ENOTDIR\)\. .* not a folder: choose another path/);
  });

  test('leaves no temporary file where it fails', async () => {
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    await expect(writePng(join(folder, 'taken'), picture)).rejects.toThrow(/A folder has this name: choose another path/);
    await expect(writePng(join(folder, 'b.png'), { ...picture, channels: 2 })).rejects.toThrow(/encodePng: channels/);
    expect((await readdir(folder)).filter((name) => name !== 'a.png' && name !== 'file' && name !== 'taken')).toEqual([]);
  });
});
