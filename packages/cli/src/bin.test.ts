import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readCheckpoint } from '@ganblocks/training';
import { ganblocks } from '../tests/captured';
import { temporaryFolder } from '../tests/temporaryFolder';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = temporaryFolder();

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process of the program, run from its sources. */
function started(...args: readonly string[]): { child: ChildProcess; said: () => string; ended: Promise<Ended> } {
  // Not by the program tsx, a process in front of this one, which gives up on it where it is busy when a signal comes.
  const typescript = pathToFileURL(join(root, 'scripts', 'workspace', 'typescript.mjs')).href;
  const bin = fileURLToPath(new URL('bin.ts', import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: '', GANBLOCKS_BACKEND: '', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') };
  const child = spawn(process.execPath, ['--import', typescript, bin, ...args], { cwd: folder, env });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { child, said: () => err, ended };
}

describe('the process', () => {
  test('has results alone on its standard output, and the exit code of the command', async () => {
    const [listed, wrong] = await Promise.all([started('list', 'metrics').ended, started('sampel').ended]);
    expect([listed.code, listed.err]).toEqual([0, '']);
    expect(listed.out).toContain('digit-score');
    expect(wrong).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(/^ganblocks: there is no command 'sampel'. Did you mean 'sample'\?.*\n$/),
    });
  });

  test('that is interrupted saves the run, which then goes on', async () => {
    const tiny = ['--data', 'mnist', '--set', 'width=2', '--set', 'latentSize=4', '--batch-size', '4', '--backend', 'wasm'];
    const { child, said, ended } = started('train', 'dcgan', ...tiny, '--images', '1M', '--sample-every', '1M');
    const run = join('runs', '00001-dcgan-mnist');
    while (!said().includes('data: mnist') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill('SIGINT');
    const { code, out, err } = await ended;
    expect([code, out]).toEqual([130, `${run}\n`]);
    expect(err).toContain('system    dcgan: generator');
    expect(err).toContain(`To go on: ganblocks resume ${run}`);
    const seen = (): number => readCheckpoint(readFileSync(join(folder, run, 'checkpoint.safetensors'))).info.imagesSeen;
    const before = seen();
    expect(before).toBeGreaterThan(0);
    const resumed = await started('resume', run, '--images', String(before + 4), '--quiet').ended;
    expect(resumed).toEqual({ code: 0, out: `${run}\n`, err: '' });
    expect(seen()).toBe(before + 4);
  });

  test('that trains in replicas trains as one does with parts, and its run goes on in one thread', async () => {
    const tiny = ['--data', 'mnist', '--set', 'width=2', '--set', 'latentSize=4', '--batch-size', '8', '--backend', 'wasm', '--quiet'];
    const [parts, replicas] = [join(folder, 'parts'), join(folder, 'replicas')];
    const lossesOf = (run: string): unknown[] =>
      readFileSync(join(run, 'log.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { losses: unknown }).losses); // prettier-ignore
    const evaluated = ['--evaluate', 'digit-score', '--evaluate-samples', '8'];
    const words = ['train', 'dcgan', ...tiny, '--images', '32', '--run', replicas, '--replicas', '2', ...evaluated];
    expect(await started(...words).ended).toEqual({ code: 0, out: `${replicas}\n`, err: '' });
    await ganblocks('train', 'dcgan', ...tiny, '--threads', '1', '--images', '48', '--run', parts, '--micro-batch-size', '4');
    expect(lossesOf(replicas)).toEqual(lossesOf(parts).slice(0, 4));
    await ganblocks('resume', replicas, '--images', '48', '--replicas', '1', '--quiet');
    expect(lossesOf(replicas)).toEqual(lossesOf(parts));
    const { exitCode, err } = await ganblocks('resume', parts, '--images', '96', '--replicas', '3');
    expect([exitCode, err]).toEqual([
      2,
      expect.stringContaining('--replicas must divide the 2 parts that the run takes a batch in. Got 3.'),
    ]);
  }, 120_000);
});
