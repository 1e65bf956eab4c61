import { afterEach, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { environmentVariable } from './environmentVariable';
import { useBackend } from './useBackend';

const variable = 'GANBLOCKS_BACKEND';
const given = process.env[variable];
afterEach(() => {
  if (given === undefined) Reflect.deleteProperty(process.env, variable);
  else process.env[variable] = given;
});

test('reports one line: which and why', async () => {
  process.env[variable] = 'wasm';
  const lines: string[] = [];
  const choice = await useBackend('auto', { threads: 1, report: (line) => lines.push(line) });
  expect(choice.name).toBe('wasm');
  expect(tf.getBackend()).toBe('wasm');
  expect(lines).toEqual([`ganblocks: backend wasm (GANBLOCKS_BACKEND=wasm), with ${choice.kernels.length} kernels of @ganblocks/backends`]);
});

test('reports to console.info unless told otherwise', async () => {
  const info = jest.spyOn(console, 'info').mockImplementation(() => undefined);
  await useBackend('cpu', { report: () => undefined });
  expect(info).not.toHaveBeenCalled();
  await useBackend('cpu');
  expect(info.mock.calls).toEqual([['ganblocks: backend cpu (asked for by name), with 2 kernels of @ganblocks/backends']]);
  info.mockRestore();
});

test('an unknown name in the environment is an error', async () => {
  process.env[variable] = 'tpu';
  await expect(useBackend()).rejects.toThrow(/expected one of 'auto', 'tensorflow-gpu', .*'cpu'. Got 'tpu'/);
});

test('environmentVariable is undefined where there is no process', () => {
  const whole = globalThis.process;
  try {
    Object.assign(globalThis, { process: undefined });
    expect(environmentVariable(variable)).toBeUndefined();
    Object.assign(globalThis, { process: {} });
    expect(environmentVariable(variable)).toBeUndefined();
  } finally {
    globalThis.process = whole;
  }
});
