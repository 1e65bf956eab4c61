import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { toyData } from '../../tests/toyData';
import { disposeToy, toySystem } from '../../tests/toySystem';
import { lockFolder } from './lockFolder';
import { train } from './train';

let root = '';
beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-lock-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const fresh = (): string => mkdtempSync(join(root, 'run-'));
const owned = (folder: string, owner: object): string => {
  const path = join(folder, '.running.json');
  writeFileSync(path, JSON.stringify(owner));
  return path;
};

describe('a folder', () => {
  test('is held by one run at a time, and free again when it is released', async () => {
    const folder = fresh();
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(new RegExp(`must not be in use\\. Got a run of process ${process.pid} on `));
    await lock.beat();
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
    await (await lockFolder(folder)).release();
  });

  test('is taken over from a process that is gone, also from one of the same number', async () => {
    const folder = fresh();
    for (const owner of [{ pid: 2 ** 22 + 5, host: hostname() }, { pid: process.pid, host: hostname() }, { nonsense: true }]) {
      owned(folder, owner);
      await (await lockFolder(folder)).release();
    }
    writeFileSync(join(folder, '.running.json'), '{"pid":');
    await (await lockFolder(folder)).release();
  });

  test('of a living process, or of another machine that was heard of lately, is refused', async () => {
    const folder = fresh();
    owned(folder, { pid: process.ppid, host: hostname() });
    await expect(lockFolder(folder)).rejects.toThrow(`Got a run of process ${process.ppid} on '${hostname()}'`);
    const path = owned(folder, { pid: 1, host: 'elsewhere' });
    await expect(lockFolder(folder)).rejects.toThrow(/process 1 on 'elsewhere' in it.*remove '.*running\.json'/);
    utimesSync(path, new Date(0), new Date(0));
    await (await lockFolder(folder)).release();
  });
});

test('two runs in one folder: the second is refused before it touches anything, and the first ends well', async () => {
  const run = join(root, 'two');
  const first = toySystem();
  let refused: unknown;
  const second = async (): Promise<void> => {
    const system = toySystem();
    refused = await train(system, toyData(), { images: 8, batchSize: 4, run, resume: 'auto', quiet: true, samples: 0 }).catch(
      (error: unknown) => error,
    );
    disposeToy(system);
  };
  const observers = [{ step: ({ step }: { step: number }) => (step === 3 ? second() : undefined) }];
  const summary = await train(first, toyData(), { images: 40, batchSize: 4, run, quiet: true, samples: 0, observers });
  expect(String(refused)).toMatch(/must not be in use/);
  expect(summary.steps).toBe(10);
  expect(readdirSync(run)).not.toContain('.running.json');
  disposeToy(first);
});
