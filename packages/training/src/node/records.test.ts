import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Optimizer } from '@ganblocks/core';
import { learner } from '../../tests/learner';
import { toyData } from '../../tests/toyData';
import { toySystem } from '../../tests/toySystem';
import { readCheckpoint } from '../checkpoint/index';
import type { StepEvent } from '../observer';
import { lineFile } from './lineFile';
import { train } from './train';

let root = '';

beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-records-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const linesOf = (run: string, name: string): Record<string, unknown>[] =>
  readFileSync(join(run, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const logged = (run: string): number => readFileSync(join(run, 'log.jsonl'), 'utf8').split('\n').length - 1;
const stepOf = (run: string, name: string): number => readCheckpoint(readFileSync(join(run, name))).info.step;
const options = { batchSize: 4, seed: 7, quiet: true, samples: 0 };
/** The values one after the other. */
const figure = (values: readonly number[]) => {
  let at = 0;
  return { measure: () => values[at++]!, better: 'lower' as const };
};

test('lineFile keeps what was written up to a step, and drops a line cut short', async () => {
  const path = join(root, 'lines.jsonl');
  const file = lineFile(path);
  await file.keep(3);
  expect(existsSync(path)).toBe(false);
  for (const step of [1, 2, 3, 4]) await file.append({ step });
  await file.keep(2);
  await file.append({ step: 3 });
  await file.close();
  expect(readFileSync(path, 'utf8')).toBe('{"step":1}\n{"step":2}\n{"step":3}\n');
});

describe('evaluations', () => {
  const evaluate = (values: readonly number[], others = values) => ({
    ...{ every: 8, atStart: true, figures: { distance: figure(values), other: figure(others) } },
  });

  test('are lines of metrics.jsonl, and the best of the first figure is kept', async () => {
    const run = join(root, 'metrics');
    await train(learner(), toyData(), { ...options, images: 24, run, evaluate: evaluate([5, 3, 4, 3.5]) });
    expect(linesOf(run, 'metrics.jsonl')).toMatchObject([
      { step: 0, images: 0, figures: { distance: 5, other: 5 }, best: ['distance', 'other'] },
      { step: 2, images: 8, figures: { distance: 3, other: 3 }, best: ['distance', 'other'] },
      { step: 4, images: 16, figures: { distance: 4, other: 4 }, best: [] },
      { step: 6, images: 24, figures: { distance: 3.5, other: 3.5 }, best: [] },
    ]);
    expect(stepOf(run, 'best.safetensors')).toBe(2);
    expect(stepOf(run, 'checkpoint.safetensors')).toBe(6);
  });

  test('keep the best of the figure that is named; another name is refused before anything is written', async () => {
    const run = join(root, 'named');
    await train(learner(), toyData(), { ...options, images: 24, run, best: 'other', evaluate: evaluate([1, 2, 3, 4], [4, 3, 2, 1]) });
    expect(stepOf(run, 'best.safetensors')).toBe(6);
    const wrong = train(learner(), toyData(), { ...options, images: 8, run: join(root, 'none'), best: 'fid', evaluate: evaluate([1, 1]) });
    await expect(wrong).rejects.toThrow("best must name a figure of evaluate. Got 'fid'. Choose from distance, other.");
    await expect(train(learner(), toyData(), { ...options, images: 8, run: join(root, 'none'), best: 'fid' })).rejects.toThrow(
      'Pass train an evaluate, or leave best out.',
    );
    expect(existsSync(join(root, 'none'))).toBe(false);
  });

  test('of a resumed run go on behind its checkpoint', async () => {
    const run = join(root, 'resumed');
    await train(learner(), toyData(), { ...options, images: 16, run, checkpointEvery: 8, evaluate: evaluate([5, 4, 3]) });
    rmSync(join(run, 'checkpoint.safetensors'));
    await train(learner(), toyData(), { ...options, images: 24, run, resume: true, evaluate: evaluate([7, 2]) });
    expect(linesOf(run, 'metrics.jsonl').map(({ step, figures, best }) => [step, figures, best])).toEqual([
      [0, { distance: 5, other: 5 }, ['distance', 'other']],
      [2, { distance: 4, other: 4 }, ['distance', 'other']],
      [4, { distance: 7, other: 7 }, []],
      [6, { distance: 2, other: 2 }, ['distance', 'other']],
    ]);
    expect(linesOf(run, 'log.jsonl').map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

test('the log has the norms of the gradients, of four digits', async () => {
  const run = join(root, 'norms');
  await train(learner(), toyData(), { ...options, images: 8, run });
  const norms = linesOf(run, 'log.jsonl').map(({ gradientNorms }) => (gradientNorms as { generator: number }).generator);
  expect(norms).toHaveLength(2);
  for (const norm of norms) expect(norm).toBe(Number(norm.toPrecision(4)));
});

test('warnings are lines of warnings.jsonl', async () => {
  const run = join(root, 'warned');
  const warn = async (event: StepEvent): Promise<void> => {
    if (event.step % 2 === 0) await event.warn({ kind: 'diversity', message: `all alike in ${event.step}` });
  };
  await train(learner(), toyData(), { ...options, images: 16, run, observers: [{ step: warn }] });
  expect(linesOf(run, 'warnings.jsonl')).toEqual([
    { step: 2, images: 8, kind: 'diversity', message: 'all alike in 2' },
    { step: 4, images: 16, kind: 'diversity', message: 'all alike in 4' },
  ]);
});

test('a run that goes back has its log cut, a warning, and a checkpoint of where it went back to', async () => {
  const run = join(root, 'back');
  const seen: { step: number; checkpoint: number; log: number }[] = [];
  const recover = ({ step }: { step: number }): void =>
    void seen.push({ step, checkpoint: stepOf(run, 'checkpoint.safetensors'), log: logged(run) });
  await train(learner({ learningRate: 1e4 }), toyData(), {
    ...{ ...options, images: 200, run, checkpointEvery: 4, recover: { every: 8, rate: 1e-3, times: 5 } },
    observers: [{ recover }],
  });
  expect(seen.length).toBeGreaterThan(0);
  for (const { step, checkpoint, log } of seen) expect([checkpoint, log]).toEqual([step, step]);
  expect(linesOf(run, 'log.jsonl').map(({ step }) => step)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  const [warning] = linesOf(run, 'warnings.jsonl');
  expect(warning).toMatchObject({ kind: 'recover', message: expect.stringMatching(/^The run went back to step \d+, \d+ images.*finite/) });
});

test('the lower rates of a run that went back are those of the resumed run', async () => {
  const run = join(root, 'lowered');
  const rateOf = ({ state }: ReturnType<typeof learner>): number => (state['generator'] as Optimizer).learningRate;
  const stop = { step: (event: StepEvent): void => (event.step === 30 ? event.stop('enough') : undefined) };
  const [first, second] = [learner({ learningRate: 1e4 }), learner({ learningRate: 1e4 })];
  const settings = { ...options, images: 200, run, recover: { every: 8, rate: 1e-3, times: 5 } };
  await train(first, toyData(), { ...settings, observers: [stop] });
  expect(rateOf(first)).toBeLessThan(100);
  await train(second, toyData(), { ...settings, resume: true });
  expect(rateOf(second)).toBe(rateOf(first));
});

describe('a run that an error stops', () => {
  test('says what it can go on from, and keeps the message until it does', async () => {
    const [run, note] = [join(root, 'failed'), jest.fn()];
    const failed = train(toySystem({ nanAt: 9 }), toyData(), { ...options, images: 400, run, checkpointEvery: 16, note });
    await expect(failed).rejects.toThrow(/in step 10/);
    expect(note.mock.calls).toEqual([
      [
        `The run stops by an error; its last whole checkpoint is ${join(run, 'checkpoint.safetensors')}, of step 8, 32 images. ` +
          `To go on: train(…, { run: '${run}', resume: true }).`,
      ],
    ]);
    const failure = JSON.parse(readFileSync(join(run, 'failure.json'), 'utf8')) as object;
    expect(failure).toMatchObject({ message: expect.stringContaining('in step 10') });
    await train(toySystem(), toyData(), { ...options, images: 40, run, resume: true });
    expect(readdirSync(run)).not.toContain('failure.json');
    expect(readdirSync(run)).toContain('summary.json');
  });

  test('before its first checkpoint says so', async () => {
    const [run, note] = [join(root, 'early'), jest.fn()];
    await expect(train(toySystem({ nanAt: 1 }), toyData(), { ...options, images: 400, run, note })).rejects.toThrow(/in step 2/);
    expect(note).toHaveBeenCalledWith(`The run stops by an error; no checkpoint had been written in ${run}.`);
  });
});
