import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { poolOf, startSharedKernels } from '../../../tests/sharedKernels';
import type { KernelModule } from '../module/kernelModule';
import type { Pool } from './pool';
import { workerSource } from './workerSource';

let module: KernelModule;
let pool: Pool | undefined;
beforeAll(async () => {
  module = await startSharedKernels();
});
afterEach(() => pool?.close());

const COUNT = 64;
/** Calls of tanh, each on floats of its own, and their sum. */
async function tanhOf(by: Pool, calls: number): Promise<number> {
  const values = Float32Array.from({ length: COUNT * calls }, (_, i) => i / 1000);
  const { backend } = module;
  const x = backend.write(values, [values.length], 'float32');
  const at = backend.dataIdMap.get(x).memoryOffset;
  by.run(
    'tanh',
    Array.from({ length: calls }, (_, i) => [at + 4 * COUNT * i, at + 4 * COUNT * i, COUNT]),
  );
  const result = await backend.read(x);
  backend.disposeData(x);
  return result.reduce((sum, value, i) => sum + Math.abs(value - Math.tanh(values[i]!)), 0) / values.length;
}

test('does every call once, also thousands of them', async () => {
  pool = await poolOf(module, 3);
  expect([pool.threads, pool.places]).toEqual([3, 3]);
  for (const calls of [1, 2, 7, 254, 255, 256, 1000, 5000]) expect(await tanhOf(pool, calls)).toBeLessThan(1e-6);
});

test('jobs that follow each other, at once and after a sleep', async () => {
  pool = await poolOf(module, 2);
  for (let round = 0; round < 300; round++) {
    if (round % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await tanhOf(pool, 4)).toBeLessThan(1e-6);
  }
});

test('a kernel that fails is an error, and the pool goes on', async () => {
  pool = await poolOf(module, 2);
  const beyond = Array.from({ length: 8 }, () => [0xf0000000, 0xf0000000, 1000]);
  expect(() => pool!.run('tanh', beyond)).toThrow(/out of bounds|tanh failed in a worker/);
  expect(await tanhOf(pool, 10)).toBeLessThan(1e-6);
  expect(pool.threads).toBe(2);
});

test('a worker that dies at work is an error after a while, no hang; then one thread is left', async () => {
  const dying = workerSource.replace('runChunk(words[CHUNKS]', 'process.exit(); (words[CHUNKS]');
  expect(dying).not.toBe(workerSource);
  pool = await poolOf(module, 2, { patience: 200, source: dying });
  let failure: unknown;
  for (let i = 0; i < 1000 && !failure; i++) {
    try {
      await tanhOf(pool, 200);
    } catch (error) {
      failure = error;
    }
  }
  expect(String(failure)).toMatch(/expected every thread to finish its part of tanh within 0.2 s .*From|from here on one thread computes/);
  expect(pool.threads).toBe(1);
});

test('a worker that dies while it waits is told, and the others go on', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const mortal = workerSource.replace('ready();', 'ready(); if (thread === 2) { setTimeout(() => process.exit(), 50); return; }');
  pool = await poolOf(module, 3, { source: mortal });
  while (pool.threads === 3) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(pool.threads).toBe(2);
  expect(warn.mock.calls).toEqual([['ganblocks: a thread of backend wasm has ended; it goes on with 2']]);
  warn.mockRestore();
  expect(await tanhOf(pool, 50)).toBeLessThan(1e-6);
});

test('a worker that does not start is an error', async () => {
  await expect(poolOf(module, 2, { source: 'throw new Error("no luck")' })).rejects.toThrow('no luck');
  await expect(poolOf(module, 2, { source: 'process.exit()' })).rejects.toThrow('ended before it was ready');
});

test('a closed pool has one thread', async () => {
  pool = await poolOf(module, 2);
  await pool.close();
  await pool.close();
  expect(pool.threads).toBe(1);
});
