import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { toyData } from '../../tests/toyData';
import { toySystem } from '../../tests/toySystem';
import { readCheckpoint } from '../checkpoint/index';
import type { LogLine } from './logFile';
import { train } from './train';

let root = '';

beforeAll(async () => {
  await tf.setBackend('wasm');
  root = mkdtempSync(join(tmpdir(), 'ganblocks-train-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const json = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
const logOf = (run: string): LogLine[] =>
  readFileSync(join(run, 'log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine);
const withoutSeconds = (run: string): unknown[] => logOf(run).map(({ step, images, losses }) => ({ step, images, losses }));
/** Width and height as the PNG's header has them. */
const pngSize = (path: string): number[] => {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};
const options = { batchSize: 4, seed: 7, quiet: true, sampleEvery: 16, checkpointEvery: 16, samples: 6, columns: 6 };

describe('train with a run folder', () => {
  test('writes settings, log, samples, chart, checkpoints and summary', async () => {
    const run = join(root, 'deep', 'run');
    const before = tf.memory().numTensors;
    const system = toySystem();
    const own = tf.memory().numTensors - before;
    await train(system, toyData(), { ...options, images: 40, run });
    expect(tf.memory().numTensors - before).toBe(own);
    expect(readdirSync(run).sort()).toEqual([
      'checkpoint.1.safetensors',
      'checkpoint.safetensors',
      'config.json',
      expect.stringMatching(/^events\.out\.tfevents\./),
      'log.jsonl',
      'losses.svg',
      'report.html',
      'samples',
      'samples.png',
      'summary.json',
    ]);
    expect(json(join(run, 'config.json'))).toMatchObject({
      format: 'ganblocks-run',
      system: 'toy',
      config: { kind: 'toy' },
      images: 40,
      batchSize: 4,
      seed: 7,
      backend: 'wasm',
      data: { name: 'noise', size: 1000, licence: 'CC0' },
      ema: { halfLifeImages: 10_000 },
      versions: {
        node: process.versions.node,
        '@tensorflow/tfjs-core': tf.version_core,
        '@ganblocks/training': expect.any(String),
        '@ganblocks/core': expect.any(String),
      },
    });
    const log = logOf(run);
    expect(log).toHaveLength(10);
    expect(log[9]).toEqual({
      step: 10,
      images: 40,
      seconds: expect.any(Number),
      losses: {
        discriminator: { adversarial: expect.any(Number), drift: expect.any(Number) },
        generator: { adversarial: expect.any(Number) },
      },
    });
    expect(readdirSync(join(run, 'samples')).sort()).toEqual(['000000.png', '000016.png', '000032.png', '000040.png']);
    expect(pngSize(join(run, 'samples', '000000.png'))).toEqual([990, 90]);
    expect(readFileSync(join(run, 'samples.png'))).toEqual(readFileSync(join(run, 'samples', '000040.png')));
    expect(readFileSync(join(run, 'losses.svg'), 'utf8')).toMatch(/^<svg[\s\S]*discriminator\/drift/);
    expect(readCheckpoint(readFileSync(join(run, 'checkpoint.safetensors'))).info.step).toBe(10);
    expect(readCheckpoint(readFileSync(join(run, 'checkpoint.1.safetensors'))).info.step).toBe(8);
    expect(json(join(run, 'summary.json'))).toMatchObject({
      system: 'toy',
      steps: 10,
      images: 40,
      losses: { generator: { adversarial: expect.any(Number) } },
    });
  });

  test('continues a folder from its checkpoint as if it had never stopped', async () => {
    const [whole, broken] = [join(root, 'whole'), join(root, 'broken')];
    await train(toySystem(), toyData(), { ...options, images: 40, run: whole });
    await train(toySystem(), toyData(), { ...options, images: 24, run: broken });
    writeFileSync(
      join(broken, 'log.jsonl'),
      `${readFileSync(join(broken, 'log.jsonl'), 'utf8')}{"step":7,"images":28,"losses":{}}\n{"step":8,"ima`,
    );
    const resume = readFileSync(join(broken, 'checkpoint.safetensors'));
    await train(toySystem(), toyData(), { ...options, images: 40, run: broken, resume });
    expect(withoutSeconds(broken)).toEqual(withoutSeconds(whole));
    expect(readFileSync(join(broken, 'samples.png'))).toEqual(readFileSync(join(whole, 'samples.png')));
    expect(json(join(broken, 'config.json'))['resumedFrom']).toEqual({ step: 6, images: 24 });
  });

  test('keeps its last losses where a finished run has nothing left to do', async () => {
    const run = join(root, 'finished');
    await train(toySystem(), toyData(), { ...options, images: 16, run });
    const { losses } = json(join(run, 'summary.json'));
    await train(toySystem(), toyData(), { ...options, images: 16, run, resume: true });
    expect(json(join(run, 'summary.json'))).toMatchObject({ steps: 4, images: 16 });
    const written = Object.values(json(join(run, 'summary.json'))['losses'] as object).flatMap(
      (terms) => Object.values(terms as object) as number[],
    );
    const wanted = Object.values(losses as object).flatMap((terms) => Object.values(terms as object) as number[]);
    expect(written).toHaveLength(3);
    written.forEach((loss, at) => expect(loss).toBeCloseTo(wanted[at]!, 6));
  });

  test('records clipping and recovery, and makes a sheet no wider than its samples', async () => {
    const run = join(root, 'narrow');
    const recover = { every: 8 };
    await train(toySystem(), toyData(), {
      ...options,
      images: 16,
      run,
      samples: 3,
      columns: 8,
      recover,
      reduceGradients: (gradients) => gradients,
    });
    expect(json(join(run, 'config.json'))).toMatchObject({ recover, reduceGradients: 'own' });
    expect(pngSize(join(run, 'samples.png'))).toEqual([1000, 200]);
  });

  test('keeps the files of an earlier run when a new one begins in its folder', async () => {
    const run = join(root, 'again');
    const note = jest.fn();
    await train(toySystem(), toyData(), { ...options, images: 8, run });
    const first = readFileSync(join(run, 'log.jsonl'), 'utf8');
    await train(toySystem(), toyData(), { ...options, images: 8, run, seed: 8, note });
    await train(toySystem(), toyData(), { ...options, images: 8, run, seed: 9 });
    expect(note).toHaveBeenCalledTimes(1);
    expect(note).toHaveBeenCalledWith(expect.stringContaining('earlier-1'));
    expect(readFileSync(join(run, 'earlier-1', 'log.jsonl'), 'utf8')).toBe(first);
    expect(json(join(run, 'earlier-2', 'config.json'))['seed']).toBe(8);
    expect(json(join(run, 'config.json'))['seed']).toBe(9);
  });

  test('a loss that is not finite leaves the last good checkpoint and the log up to it', async () => {
    const run = join(root, 'nan');
    const failed = train(toySystem({ nanAt: 9 }), toyData(), { ...options, images: 400, run, checkpointEvery: 4 });
    await expect(failed).rejects.toThrow(/'drift' of 'discriminator' in step 10/);
    expect(readCheckpoint(readFileSync(join(run, 'checkpoint.safetensors'))).info.step).toBe(9);
    expect(logOf(run)).toHaveLength(9);
    expect(existsSync(join(run, 'summary.json'))).toBe(false);
  });

  test('draws no samples where the run says so, and keeps as many checkpoints as asked', async () => {
    const run = join(root, 'bare');
    await train(toySystem(), toyData(), { ...options, images: 40, run, sampleRequest: null, keep: 1 });
    expect(readdirSync(run).filter((name) => name.startsWith('checkpoint') || name === 'samples.png')).toEqual(['checkpoint.safetensors']);
    const many = join(root, 'many');
    await train(toySystem(), toyData(), { ...options, images: 40, run: many, keep: 3, checkpointEvery: 4 });
    const steps = ['.2', '.1', ''].map((age) => readCheckpoint(readFileSync(join(many, `checkpoint${age}.safetensors`))).info.step);
    expect(steps).toEqual([8, 9, 10]);
  });
});
