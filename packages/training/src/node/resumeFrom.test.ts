import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { toyData } from '../../tests/toyData';
import { toySystem } from '../../tests/toySystem';
import { newestCheckpoint } from './newestCheckpoint';
import { train } from './train';

let root = '';

beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-resume-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const options = { batchSize: 4, quiet: true, sampleEvery: 16, checkpointEvery: 16, samples: 6 };
const lossesOf = (run: string): unknown[] =>
  readFileSync(join(run, 'log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => ({ ...(JSON.parse(line) as object), seconds: 0 }));
/** A run of 24 of 40 images, whose checkpoints are of steps 4 and 6. */
async function halfRun(name: string): Promise<string> {
  const run = join(root, name);
  await train(toySystem(), toyData(), { ...options, images: 24, seed: 7, run });
  return run;
}
async function wholeRun(): Promise<string> {
  const run = join(root, 'whole');
  if (!existsSync(run)) await train(toySystem(), toyData(), { ...options, images: 40, seed: 7, run });
  return run;
}

test.each([true, 'auto'] as const)('resume %j goes on from the folder, and clears what a killed process left', async (resume) => {
  const [whole, run] = [await wholeRun(), await halfRun(`half-${resume}`)];
  const leftovers = ['.checkpoint.safetensors.tmp', '.checkpoint.copy.tmp', join('samples', '.000016.png.tmp')];
  for (const name of leftovers) writeFileSync(join(run, name), 'half');
  const summary = await train(toySystem(), toyData(), { ...options, images: 40, run, resume });
  expect(summary.steps).toBe(10);
  expect(lossesOf(run)).toEqual(lossesOf(whole));
  for (const name of ['samples.png', 'losses.svg', join('samples', '000040.png')])
    expect(readFileSync(join(run, name))).toEqual(readFileSync(join(whole, name)));
  for (const name of leftovers) expect(existsSync(join(run, name))).toBe(false);
});

test("resume 'auto' starts where there is nothing to go on from; true does not", async () => {
  const run = join(root, 'new');
  const strict = (folder: string | undefined) =>
    train(toySystem(), toyData(), { ...options, images: 8, resume: true, ...(folder ? { run: folder } : {}) });
  await expect(strict(run)).rejects.toThrow(`resume expects a whole checkpoint in '${run}'. Got none. Correct 'run', or leave resume out`);
  await expect(strict(undefined)).rejects.toThrow(
    /resume needs the folder of the run\. Got resume true and no run\. Pass its folder as 'run'/,
  );
  const path = train(toySystem(), toyData(), { ...options, images: 8, run, resume: 'runs/mine' as never });
  await expect(path).rejects.toThrow("resume must be true, 'auto', or the bytes of a checkpoint. Got 'runs/mine'. Use true");
  expect(existsSync(run)).toBe(false);
  const summary = await train(toySystem(), toyData(), { ...options, images: 8, run, resume: 'auto' });
  expect(summary.steps).toBe(2);
});

test('a damaged checkpoint gives way to the one before it, with file and reason', async () => {
  const [whole, run, note] = [await wholeRun(), await halfRun('damaged'), jest.fn()];
  const newest = join(run, 'checkpoint.safetensors');
  const bytes = readFileSync(newest);
  bytes[bytes.length - 3]! ^= 1;
  writeFileSync(newest, bytes);
  await train(toySystem(), toyData(), { ...options, images: 40, run, resume: true, note });
  expect(note.mock.calls).toEqual([
    [
      expect.stringMatching(
        /checkpoint\.safetensors cannot be used: checkpoint: the bytes must be those that were written\. Got another checksum/,
      ),
    ],
    [`The run goes on from ${join(run, 'checkpoint.1.safetensors')}, step 4, 16 images.`],
  ]);
  expect(lossesOf(run)).toEqual(lossesOf(whole));
});

test("where all are damaged nothing is started over, not even by 'auto'", async () => {
  const run = await halfRun('lost');
  for (const name of ['checkpoint.safetensors', 'checkpoint.1.safetensors']) truncateSync(join(run, name), 100);
  const [names, system] = [readdirSync(run), toySystem()];
  for (const resume of [true, 'auto'] as const) {
    await expect(train(system, toyData(), { ...options, images: 40, run, resume })).rejects.toThrow(
      /Got .*checkpoint\.safetensors, which is damaged \(.*\); .*checkpoint\.1\.safetensors, which is damaged/,
    );
  }
  expect(readdirSync(run)).toEqual(names);
  expect(system.seen).toHaveLength(0);
});

test('another system is refused, and neither it nor the folder is touched', async () => {
  const [run, system] = [await halfRun('other'), toySystem({ config: { kind: 'other' } })];
  const before = readFileSync(join(run, 'config.json'), 'utf8');
  await expect(train(system, toyData(), { ...options, images: 40, run, resume: true })).rejects.toThrow(
    /Got kind: "toy" in the checkpoint/,
  );
  expect(system.networks['generator']!.trainable[0]!.dataSync()[0]).toBeCloseTo(0.3, 6);
  expect(readFileSync(join(run, 'config.json'), 'utf8')).toBe(before);
});

test('newestCheckpoint goes by age, not by the alphabet', async () => {
  const run = await halfRun('ages');
  const bytes = readFileSync(join(run, 'checkpoint.safetensors'));
  for (const name of ['checkpoint.10.safetensors', 'checkpoint.2.safetensors']) writeFileSync(join(run, name), bytes);
  for (const name of ['checkpoint.safetensors', 'checkpoint.1.safetensors']) truncateSync(join(run, name), 9);
  const { found, damaged } = await newestCheckpoint(run);
  expect(found?.path).toBe(join(run, 'checkpoint.2.safetensors'));
  expect(damaged.map(({ path }) => path)).toEqual([join(run, 'checkpoint.safetensors'), join(run, 'checkpoint.1.safetensors')]);
  expect(await newestCheckpoint(join(root, 'nowhere'))).toEqual({ found: undefined, damaged: [] });
});
