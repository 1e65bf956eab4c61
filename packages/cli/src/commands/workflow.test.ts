import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { mnist } from '@ganblocks/data/node';
import { dcgan } from '@ganblocks/models';
import { readCheckpoint } from '@ganblocks/training';
import { train } from '@ganblocks/training/node';
import { ganblocks, type Said } from '../../tests/captured';
import { temporaryFolder } from '../../tests/temporaryFolder';

const folder = temporaryFolder();
const place = (name: string): string => join(folder, name);
const tiny = [
  '--data',
  'mnist',
  '--set',
  'width=2',
  '--set',
  'latentSize=4',
  '--batch-size',
  '8',
  '--seed',
  '3',
  '--ema',
  '10k:1',
  '--set',
  'learningRate=0.02',
  '--sample-every',
  '1k',
];
beforeAll(() => {
  process.env['GANBLOCKS_BACKEND'] = 'wasm';
});

const begin = (run: string, images: number, ...more: string[]): Promise<Said> =>
  ganblocks('train', 'dcgan', ...tiny, '--images', String(images), '--run', run, '--quiet', ...more);
const lossesOf = (run: string): unknown[] =>
  readFileSync(join(run, 'log.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { losses: unknown }).losses);
const bytes = (file: string): string => readFileSync(file).toString('base64');

describe('a run', () => {
  const [whole, parts] = [place('whole'), place('parts')];

  test('is trained, with its command beside it, and prints its folder alone', async () => {
    expect(await begin(whole, 32)).toEqual({ exitCode: 0, out: `${whole}\n`, err: '' });
    expect(readdirSync(whole)).toEqual(expect.arrayContaining(['checkpoint.safetensors', 'command.json', 'config.json', 'report.html']));
    expect(JSON.parse(readFileSync(join(whole, 'command.json'), 'utf8'))).toMatchObject({ data: 'mnist', images: 32, backend: 'wasm' });
    expect(lossesOf(whole)).toHaveLength(4);
  });

  test('goes on as if it had never stopped', async () => {
    await begin(parts, 16);
    const { exitCode, out } = await ganblocks('resume', parts, '--images', '32', '--json', '--quiet');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ system: 'dcgan', images: 32, steps: 4 });
    expect(lossesOf(parts)).toEqual(lossesOf(whole));
    expect(bytes(join(parts, 'samples.png'))).toBe(bytes(join(whole, 'samples.png')));
    const again = await ganblocks('resume', parts);
    expect([again.exitCode, again.out]).toEqual([2, '']);
    expect(again.err).toContain('has shown all its 32 images. Say how many it is to show in all: --images 64.');
  });

  test('begins or goes on by the same command, with --resume', async () => {
    const run = place('auto');
    await begin(run, 16, '--resume');
    await begin(run, 32, '--resume');
    expect(lossesOf(run)).toEqual(lossesOf(whole));
    const other = await begin(run, 64, '--resume', '--mirror');
    expect([other.exitCode, other.err]).toEqual([2, expect.stringContaining('begun with mirror false. Got true. Give the same')]);
  });

  test('draws a sheet in which an image belongs to its seed', async () => {
    const drawn = (...more: string[]): Promise<Said> => ganblocks('sample', whole, ...more);
    const sheet = await drawn('--seeds', '5', '--out', place('a/one.png'));
    expect([sheet.exitCode, existsSync(place('a/one.png'))]).toEqual([0, true]);
    expect(sheet.err).toContain('dcgan after 32 images, averaged weights');
    const { out } = await drawn('--seeds', '3-6', '--separate', '--out', place('many'), '--json');
    expect((JSON.parse(out) as { files: string[] }).files).toHaveLength(4);
    await drawn('--seeds', '5', '--separate', '--out', place('single'));
    expect(bytes(place('many/seed0005.png'))).toBe(bytes(place('single/seed0005.png')));
    await drawn('--seeds', '5', '--separate', '--out', place('last'), '--no-ema');
    expect(bytes(place('last/seed0005.png'))).not.toBe(bytes(place('single/seed0005.png')));
    await drawn('--seeds', '5', '--psi', '0.1', '--separate', '--out', place('tame'));
    expect(bytes(place('tame/seed0005.png'))).not.toBe(bytes(place('single/seed0005.png')));
    await drawn('--seeds', '1-2', '--interpolate', place('film.gif'), '--steps', '2');
    expect(readFileSync(place('film.gif')).subarray(0, 3).toString()).toBe('GIF');
    expect(existsSync(join(whole, 'seeds-1-2.png'))).toBe(false);
    await drawn('--seeds', '1-2');
    expect(existsSync(join(whole, 'seeds-1-2.png'))).toBe(true);
  });

  test('is measured, as a table and as JSON', async () => {
    const measured = (...more: string[]): Promise<Said> => ganblocks('evaluate', whole, '--samples', '20', ...more);
    const { exitCode, out } = await measured();
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^\| metric +\| value \| better \| samples \| real images \|\n/);
    expect(out).toMatch(/\| digit-frechet \| +[\d.]+ \| lower +\| +20 \| +10,000 \|/);
    expect(out).toContain('\nSamples of seed 0; real images of mnist-test.\n');
    const kept = JSON.parse(readFileSync(join(whole, 'evaluation.json'), 'utf8')) as { figures: Record<string, number> };
    expect(kept).toMatchObject({ seed: 0, samples: 20, reals: 10_000, realImages: 'mnist-test', extractors: [{ resize: 'pilBilinear' }] });
    expect(Object.keys(kept.figures)).toEqual(['digit-score', 'digit-frechet']);
    // Drawn in other batches, and by itself, it is the same.
    const one = JSON.parse(
      (await measured('--metrics', 'digit-frechet', '--batch-size', '10', '--json', '--out', place('f.json'))).out,
    ) as typeof kept;
    expect(one.figures['digit-frechet']).toBeCloseTo(kept.figures['digit-frechet'] ?? NaN, 3);
  }, 90_000);

  test('gets a report', async () => {
    rmSync(join(whole, 'report.html'));
    expect(await ganblocks('report', whole)).toMatchObject({ exitCode: 0, err: '' });
    expect(readFileSync(join(whole, 'report.html'), 'utf8')).toContain('dcgan');
  });

  test('that is damaged goes on from the checkpoint before; where none is whole, it says so', async () => {
    const run = place('damaged');
    cpSync(whole, run, { recursive: true });
    const newest = join(run, 'checkpoint.safetensors');
    writeFileSync(newest, readFileSync(newest).subarray(0, 1000));
    const { exitCode, err } = await ganblocks('sample', run, '--seeds', '1');
    expect(exitCode).toBe(0);
    expect(err).toContain(`${newest} cannot be used`);
    rmSync(join(run, 'checkpoint.1.safetensors'));
    expect(await ganblocks('resume', run)).toMatchObject({ exitCode: 1, out: '' });
  });

  test('keeps nothing in memory', async () => {
    const before = tf.memory().numTensors;
    await begin(
      place('leak'),
      16,
      '--evaluate',
      'digit-score',
      '--evaluate-samples',
      '10',
      '--rates',
      'linear',
      '--augment',
      'diffaugment',
    );
    await ganblocks('sample', place('leak'), '--seeds', '1-3');
    expect(tf.memory().numTensors).toBe(before);
    expect(readdirSync(place('leak'))).toEqual(expect.arrayContaining(['best.safetensors', 'metrics.jsonl']));
  }, 90_000);
});

describe('runs of others', () => {
  test('a run of a script is drawn from and measured, and goes on in its script', async () => {
    const run = place('script');
    const system = dcgan({ resolution: 28, imageChannels: 1, latentSize: 3, width: 2 });
    await train(system, mnist({ split: 'test' }), { images: 16, batchSize: 8, run, quiet: true, ema: null });
    system.dispose();
    expect(readCheckpoint(readFileSync(join(run, 'checkpoint.safetensors'))).info.ema).toBeNull();
    const drawn = await ganblocks('sample', join(run, 'checkpoint.safetensors'), '--seeds', '1');
    expect([drawn.exitCode, drawn.err]).toEqual([0, expect.stringContaining('weights as they were last')]);
    expect(await ganblocks('resume', run, '--images', '32')).toMatchObject({ exitCode: 1, err: expect.stringContaining('command.json') });
    expect(await ganblocks('evaluate', run, '--samples', '10')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('--data mnist'),
    });
  });

  test('a folder without a checkpoint is none', async () => {
    mkdirSync(place('empty'));
    expect(await ganblocks('sample', place('empty'))).toMatchObject({ exitCode: 2, err: expect.stringContaining('has no checkpoint') });
  });

  test('a damaged command is refused', async () => {
    const run = place('edited');
    cpSync(place('whole'), run, { recursive: true });
    writeFileSync(join(run, 'command.json'), '{"format":"ganblocks-command","version":1,"system":"dcgan"}');
    expect(await ganblocks('resume', run, '--images', '64')).toMatchObject({ exitCode: 1, err: expect.stringContaining('does not fit') });
  });
});
