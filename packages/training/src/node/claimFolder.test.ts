import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { GanError } from '@ganblocks/core';
import { toyData } from '../../tests/toyData';
import { toySystem } from '../../tests/toySystem';
import { claimFolder } from './claimFolder';
import { diskError } from './diskError';
import { runFolder } from './runFolder';
import { train } from './train';

let root = '';

beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-folder-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The error of a run in `path`, and how far training had come by then. */
async function refusal(path: string): Promise<{ error: Error; steps: number }> {
  const system = toySystem();
  const error = await train(system, toyData(), { images: 4, batchSize: 4, run: path, quiet: true }).then(
    () => new Error('it ran'),
    (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
  );
  return { error, steps: system.seen.length };
}

describe('a run folder that cannot be', () => {
  test('under a file: ENOTDIR, before any training', async () => {
    const file = join(root, 'file');
    writeFileSync(file, 'mine');
    const { error, steps } = await refusal(join(file, 'run'));
    expect(error).toBeInstanceOf(GanError);
    expect(error.message).toBe(
      `run folder: could not create the folder '${join(file, 'run')}'. Got ENOTDIR (a file lies where a folder is needed). Choose another folder with 'run' (on a command line: --run).`,
    );
    expect(steps).toBe(0);
  });

  test('a file itself', async () => {
    const file = join(root, 'taken');
    writeFileSync(file, 'mine');
    const { error } = await refusal(file);
    expect(error.message).toMatch(
      /could not create the folder '.*taken'\. Got EEXIST \(a file lies where the folder is to be\)\. Choose another/,
    );
  });

  // /proc, the one place that refuses root too, is Linux's; elsewhere the test is reported as skipped.
  const proc = process.platform === 'linux' ? test : test.skip;
  proc('in a file system that takes no folders, even for root', async () => {
    const { error, steps } = await refusal('/proc/ganblocks/run');
    expect(error).toBeInstanceOf(GanError);
    expect(error.message).toMatch(
      /could not create the folder '\/proc\/ganblocks\/run'\. Got E[A-Z]+ \(.+\)\. Choose another folder with 'run'/,
    );
    expect(steps).toBe(0);
  });

  test('with files of somebody else’s: nothing is touched', async () => {
    const folder = join(root, 'other');
    mkdirSync(folder);
    writeFileSync(join(folder, 'config.json'), '{"port":80}');
    const { error } = await refusal(folder);
    expect(error.message).toMatch(
      /'.*other' must be new, empty, or the folder of an earlier run\. Got a folder with other files \(config\.json\)/,
    );
    expect(readdirSync(folder)).toEqual(['config.json']);
  });

  test('without a name', async () => {
    expect((await refusal('')).error.message).toMatch(/must be the path of a folder/);
  });
});

test.each([
  [{ keep: 0 }, /keep must be a whole number above 0\. Got 0/],
  [{ samples: -1 }, /samples must be .* Got -1/],
  [{ columns: 1.5 }, /columns must be .* Got 1\.5/],
  [{ sampleEvery: 0 }, /sampleEvery must be .* Got 0/],
  [{ checkpointEvery: NaN }, /checkpointEvery must be .* Got NaN/],
])('runFolder refuses %j', (options, message) => {
  expect(() => runFolder('runs/mine', options)).toThrow(message);
});

test('claimFolder takes an empty folder, hidden files aside', async () => {
  const folder = join(root, 'empty');
  mkdirSync(folder);
  writeFileSync(join(folder, '.gitkeep'), '');
  const { path, lock } = await claimFolder(folder, { resumed: false });
  expect(path).toBe(folder);
  await lock.release();
});

test.each([
  ['EACCES', /\(no permission\)\. Choose another folder with 'run'.*or allow writing there/],
  ['EROFS', /\(a read-only file system\)\. Choose another folder/],
  ['ENOSPC', /\(the disk is full\)\. Make room there/],
  ['EIO', /\(input\/output error\)\. Choose another folder/],
])('diskError explains %s', (code, message) => {
  const cause = Object.assign(new Error('input/output error'), { code });
  const error = diskError('write', '/runs/mine/log.jsonl', cause);
  expect(error.message).toMatch(new RegExp(`^run folder: could not write '/runs/mine/log.jsonl'\\. Got ${code} `));
  expect(error.message).toMatch(message);
  expect(error.cause).toBe(cause);
});
