import { describe, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { GanError } from '@ganblocks/core';
import { NotInstalled } from '../notInstalled';
import { restoreLegacyUtil } from './legacyUtil';
import { loadTensorflow } from './loadTensorflow';

const cpuPackage = '@tensorflow/tfjs-node';
const gpuPackage = '@tensorflow/tfjs-node-gpu';

/** A process in which a package can be imported; what it registers then is `registered`. */
function surroundings(registered: { isUsingGpuDevice?: boolean; isGPUPackage?: boolean }, loaded = false) {
  let present = loaded;
  const util: Record<string, unknown> = {};
  const importPackage = jest.fn((name: string): Promise<unknown> => {
    if (name === 'node:util') return Promise.resolve({ default: util });
    expect(Object.keys(Object.getOwnPropertyDescriptors(util))).toEqual(['isArray', 'isNullOrUndefined']);
    present = true;
    return Promise.resolve({});
  });
  return { importPackage, backend: () => (present ? registered : null) };
}

describe('tfjs-node', () => {
  test("is imported once Node's old util is complete", async () => {
    const around = surroundings({ isUsingGpuDevice: false, isGPUPackage: false });
    expect(await loadTensorflow(cpuPackage, around)).toBe('the processor');
    expect(around.importPackage.mock.calls).toEqual([['node:util'], [cpuPackage]]);
  });

  test('is not imported where one of the two is loaded', async () => {
    const around = surroundings({ isUsingGpuDevice: true, isGPUPackage: true }, true);
    expect(await loadTensorflow(cpuPackage, around)).toBe('a CUDA device');
    expect(around.importPackage).not.toHaveBeenCalled();
  });

  test.each([
    [`Cannot find package '${cpuPackage}' imported from /app/index.js`, NotInstalled],
    ['The Node.js native addon module (tfjs_binding.node) can not be found at path: /app', GanError],
  ])('%s', async (message, kind) => {
    const around = surroundings({});
    const importPackage = (name: string) => (name === cpuPackage ? Promise.reject(new Error(message)) : around.importPackage(name));
    await expect(loadTensorflow(cpuPackage, { ...around, importPackage })).rejects.toBeInstanceOf(kind);
  });
});

test('a package that fails half-way leaves no kernels', async () => {
  const around = surroundings({});
  const importPackage = (name: string) => {
    if (name === 'node:util') return around.importPackage(name);
    tf.registerKernel({ kernelName: 'HalfWay', backendName: 'tensorflow', kernelFunc: () => [] });
    return Promise.reject(new Error('no addon'));
  };
  await expect(loadTensorflow(gpuPackage, { ...around, importPackage })).rejects.toThrow('could not be loaded (no addon)');
  expect(tf.getKernelsForBackend('tensorflow')).toEqual([]);
});

describe('tfjs-node-gpu', () => {
  test('with CUDA', async () => {
    const around = surroundings({ isUsingGpuDevice: true, isGPUPackage: true });
    expect(await loadTensorflow(gpuPackage, around)).toBe('a CUDA device');
  });

  test('without CUDA', async () => {
    const around = surroundings({ isUsingGpuDevice: false, isGPUPackage: true });
    await expect(loadTensorflow(gpuPackage, around)).rejects.toThrow(
      'expected a CUDA device. Got the processor (TensorFlow found none). It needs CUDA 11.2, cuDNN 8.1',
    );
  });

  test('beside tfjs-node', async () => {
    const around = surroundings({ isUsingGpuDevice: false, isGPUPackage: false }, true);
    await expect(loadTensorflow(gpuPackage, around)).rejects.toThrow('(@tensorflow/tfjs-node is loaded already)');
  });
});

describe('the type checks that Node 23 removed', () => {
  test('are defined where they are absent', () => {
    const util: Record<string, (value: unknown) => boolean> = {};
    restoreLegacyUtil(util);
    expect([null, undefined, 0, '', []].map((value) => util['isNullOrUndefined']?.(value))).toEqual([true, true, false, false, false]);
    expect([[], {}, 'a'].map((value) => util['isArray']?.(value))).toEqual([true, false, false]);
    expect(Object.keys(util)).toEqual([]);
  });

  test('and stay where they are', () => {
    const isNullOrUndefined = () => true;
    const util = { isNullOrUndefined };
    restoreLegacyUtil(util);
    expect(util).toMatchObject({ isNullOrUndefined });
  });

  test("also on Node's own module, deleted", async () => {
    const { default: util } = (await import('node:util')) as unknown as { default: Record<string, unknown> };
    const given = Object.getOwnPropertyDescriptor(util, 'isNullOrUndefined');
    try {
      delete util['isNullOrUndefined'];
      restoreLegacyUtil(util);
      expect(util['isNullOrUndefined']).toBeInstanceOf(Function);
    } finally {
      delete util['isNullOrUndefined'];
      if (given) Object.defineProperty(util, 'isNullOrUndefined', given);
    }
  });
});
