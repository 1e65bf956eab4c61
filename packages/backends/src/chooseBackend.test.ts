import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { GanError } from '@ganblocks/core';
import type { Backend } from './backends/backend';
import { cpu } from './backends/cpu';
import { wasm } from './backends/wasm';
import { chooseBackend } from './chooseBackend';

beforeAll(() => {
  tf.env().set('IS_TEST', true);
});

const absent = (backend: Backend): Backend => ({
  ...backend,
  load: () => Promise.reject(Object.assign(new Error(`Cannot find package '${backend.packageName}'`), { code: 'ERR_MODULE_NOT_FOUND' })),
});
const backends = [wasm, cpu];
const choose = (asked: string, environment?: string, table: readonly Backend[] = backends) =>
  chooseBackend({ asked, environment, backends: table });

describe('who decides', () => {
  test('a name wins over the environment', async () => {
    expect(await choose('cpu', 'wasm')).toMatchObject({ name: 'cpu', reason: 'asked for by name' });
    expect(tf.getBackend()).toBe('cpu');
  });

  test('the environment wins over auto', async () => {
    expect(await choose('auto', 'cpu')).toMatchObject({ name: 'cpu', reason: 'GANBLOCKS_BACKEND=cpu', kernels: [] });
  });

  test.each([undefined, '', 'auto'])('auto takes the first that starts, with the environment %p', async (environment) => {
    const choice = await choose('auto', environment);
    expect(choice).toMatchObject({ name: 'wasm', reason: 'auto: the first of wasm, cpu that starts' });
    expect(choice.kernels).toEqual(wasm.kernels.map(({ name }) => name));
    expect(choice.kernels).toEqual(expect.arrayContaining(['Conv2DBackpropFilter', 'Conv2DBackpropInput', 'BatchMatMul']));
    expect(tf.getBackend()).toBe('wasm');
  });
});

describe('unknown names', () => {
  test('as argument', async () => {
    await expect(choose('cuda')).rejects.toThrow(
      "useBackend: expected one of 'auto', 'wasm', 'cpu'. Got 'cuda' (asked for by name). Choose one of these.",
    );
    await expect(choose('cuda')).rejects.toBeInstanceOf(GanError);
  });

  test('in the environment', async () => {
    await expect(choose('auto', 'gpu')).rejects.toThrow(
      "Got 'gpu' (GANBLOCKS_BACKEND=gpu). Choose one of these, or unset GANBLOCKS_BACKEND.",
    );
  });
});

describe('a package that is not installed', () => {
  test('is an error with the line that installs it, and the backend before stays', async () => {
    await choose('cpu');
    const failing = choose('wasm', undefined, [absent(wasm), cpu]);
    await expect(failing).rejects.toThrow(`Install it: npm install @tensorflow/tfjs-backend-wasm@${tf.version_core}`);
    expect(tf.getBackend()).toBe('cpu');
  });

  test('is passed over by auto, and the reason says so', async () => {
    const { name, reason } = await choose('auto', undefined, [absent(wasm), cpu]);
    expect(name).toBe('cpu');
    expect(reason).toMatch(/^auto: the first of wasm, cpu that starts; backend 'wasm' needs the package/);
  });

  test('none at all', async () => {
    await expect(choose('auto', undefined, [absent(wasm), absent(cpu)])).rejects.toThrow(/no backend starts.*backend-wasm.*backend-cpu/);
  });
});

test('a backend that does not start', async () => {
  tf.registerBackend('broken', () => {
    throw new Error('no device');
  });
  const broken: Backend = { ...cpu, name: 'broken', load: () => Promise.resolve() };
  await expect(choose('broken', undefined, [broken])).rejects.toThrow("backend 'broken' was loaded but did not start");
});

test('twice is harmless: the kernels are not wrapped again', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  tf.env().set('IS_TEST', false);
  await choose('wasm');
  const kernels = () => wasm.kernels.map(({ name }) => tf.getKernel(name, 'wasm').kernelFunc);
  const before = kernels();
  await choose('wasm');
  expect(kernels()).toEqual(before);
  expect(warn).not.toHaveBeenCalled();
  tf.env().set('IS_TEST', true);
  warn.mockRestore();
});
