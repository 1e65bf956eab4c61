import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { toyData } from '../../tests/toyData';
import { toySystem } from '../../tests/toySystem';
import { readCheckpoint } from '../checkpoint/index';

let full = false;

/** The disk runs full in the middle of a file whose name matches. */
jest.unstable_mockModule('node:fs/promises', () => ({
  ...files,
  open: async (path: string, flags: string) => {
    const file = await files.open(path, flags);
    if (!full || !path.includes('checkpoint')) return file;
    const writeFile = async (content: Uint8Array): Promise<never> => {
      await file.writeFile(content.subarray(0, 10));
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    return { writeFile, sync: () => file.sync(), close: () => file.close() };
  },
}));

let root = '';

beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-full-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a disk that runs full stops the run with a clear error; the last checkpoint is whole', async () => {
  const { train } = await import('./train');
  const observers = [{ step: ({ step }: { step: number }) => void (full = step >= 3) }];
  const run = train(toySystem(), toyData(), {
    images: 400,
    batchSize: 4,
    run: root,
    quiet: true,
    samples: 0,
    checkpointEvery: 4,
    observers,
  });
  await expect(run).rejects.toThrow(/could not write '.*checkpoint\.safetensors'\. Got ENOSPC \(the disk is full\)\. Make room/);
  expect(readCheckpoint(readFileSync(join(root, 'checkpoint.safetensors'))).info.step).toBe(3);
  expect(readCheckpoint(readFileSync(join(root, 'checkpoint.1.safetensors'))).info.step).toBe(2);
  expect(readdirSync(root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
