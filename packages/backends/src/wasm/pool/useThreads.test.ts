import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { installGradients } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '../../index';
import { kernelsOf } from '../compiled/bindKernels';
import type { KernelModule } from '../module/kernelModule';

tf.env().set('IS_TEST', true);
const report = jest.fn<(line: string) => void>();
const silent = { report: (): void => undefined };
let warn: jest.SpiedFunction<typeof console.warn>;
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  warn.mockRestore();
  report.mockReset();
});

const moduleInUse = (): KernelModule => kernelsOf(tf.backend())!;

test('threads are started, told, changed and ended', async () => {
  const { threads } = await useBackend('wasm', { threads: 2, report });
  expect(threads).toBe(2);
  expect(report.mock.calls[0]![0]).toMatch(/^ganblocks: backend wasm on 2 threads \(asked for by name\), with \d+ kernels/);
  const first = moduleInUse().pool;
  await useBackend('wasm', { threads: 2, ...silent });
  expect(moduleInUse().pool).toBe(first);

  expect((await useBackend('wasm', { threads: 3, ...silent })).threads).toBe(3);
  expect(first!.threads).toBe(1);
  const both = await Promise.all([useBackend('wasm', { threads: 1, report }), useBackend('wasm', { threads: 2, ...silent })]);
  expect(both.map((choice) => choice.threads)).toEqual([1, 2]);
  expect(report.mock.lastCall![0]).toMatch(/^ganblocks: backend wasm \(asked/);
  expect(warn).not.toHaveBeenCalled();
});

test('training goes on while the memory grows, and keeps no tensors', async () => {
  await useBackend('wasm', { threads: 2, ...silent });
  installGradients();
  const random = (shape: number[], seed: number) => tf.randomUniform(shape, -1, 1, 'float32', seed);
  const [x, target] = [random([8, 16, 16, 8], 1) as tf.Tensor4D, random([8, 16, 16, 16], 2)];
  const losses = async (threads: number): Promise<number[]> => {
    await useBackend('wasm', { threads, ...silent });
    const { pool } = moduleInUse();
    const run = pool && jest.spyOn(pool, 'run');
    const filter = tf.variable(random([3, 3, 8, 16], 3)) as tf.Variable<tf.Rank.R4>;
    const optimizer = tf.train.adam(0.01);
    const seen: number[] = [];
    let count = 0;
    for (let step = 0; step < 200; step++) {
      const loss = optimizer.minimize(() => tf.losses.meanSquaredError(target, tf.tanh(tf.conv2d(x, filter, 1, 'same'))), true)!;
      seen.push((await loss.data())[0]!);
      loss.dispose();
      if (step === 10) count = tf.memory().numTensors;
      if (step === 100) tf.zeros([moduleInUse().memory.buffer.byteLength / 8]).dispose();
    }
    expect(tf.memory().numTensors).toBe(count);
    if (run) expect(run.mock.calls.length).toBeGreaterThan(200);
    optimizer.dispose();
    filter.dispose();
    return seen;
  };
  const [together, alone] = [await losses(2), await losses(1)];
  expect(together).toEqual(alone);
  expect(together.at(-1)!).toBeLessThan(together[0]! / 1.2);
  tf.dispose([x, target]);
});

test('removing the backend ends the threads', async () => {
  await useBackend('wasm', { threads: 2, ...silent });
  const { pool } = moduleInUse();
  const { factory } = tf.engine().registryFactory['wasm']!;
  tf.removeBackend('wasm');
  expect(pool!.threads).toBe(1);
  tf.registerBackend('wasm', factory);
});

test('a backend that had started before keeps its memory: a line for those who asked, none for the others', async () => {
  await tf.setBackend('wasm');
  expect((await useBackend('wasm', { threads: 2, ...silent })).threads).toBe(1);
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/computes on one thread, and not on several: it had started before/)]]);
  warn.mockClear();
  Reflect.deleteProperty(process.env, 'GANBLOCKS_THREADS');
  expect((await useBackend('wasm', silent)).threads).toBe(1);
  expect(warn).not.toHaveBeenCalled();
});

test('a program ends by itself while its threads sleep', async () => {
  const program = `
    import { useBackend } from '@ganblocks/backends';
    const { threads } = await useBackend('wasm', { threads: 2, report: () => undefined });
    console.log('threads', threads);
  `;
  const root = fileURLToPath(new URL('../../../../../', import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: `${root}tsconfig.json` };
  const given = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, given, { cwd: root, env, timeout: 30_000 });
  expect({ stdout, stderr }).toEqual({ stdout: 'threads 2\n', stderr: '' });
});
