import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { gradients } from './gradients/index';
import { installGradients, uninstallGradients } from './index';

/** The names of all kernels, which tfjs-core exports as constants: Abs = 'Abs'. */
const kernels = Object.entries(tf as unknown as Record<string, unknown>)
  .filter(([name, value]) => typeof value === 'string' && /^_?[A-Z]/.test(name) && !/^[A-Z_]+__?SUFFIX|^version/.test(name))
  .map(([, value]) => value as string);

/** Kernels that no derivative can reach, and why. */
const unreached: Record<string, string> = {
  Fill: 'has no tensor for input',
  LinSpace: 'has no tensor for input',
  Range: 'has no tensor for input',
  Complex: 'stands on the tape as its parts: complexTape.ts',
  Imag: 'stands on the tape as its parts: complexTape.ts',
  Real: 'stands on the tape as its parts: complexTape.ts',
};
/** Kernels that no op runs but stock gradients, which ours replace without them. */
const ofStockGradients = [
  'Dilation2DBackpropFilter',
  'Dilation2DBackpropInput',
  'LRNGrad',
  'MaxPool3DGrad',
  'ResizeBilinearGrad',
  'ResizeNearestNeighborGrad',
];
/** Names of kernels that no backend has: tfjs-core composes their ops of others. */
const nobodyHas = ['MatrixBandPart', 'Pool'];

beforeAll(installGradients);
afterAll(uninstallGradients);

describe('every kernel', () => {
  test('has a gradient of this library, or a reason to have none', () => {
    expect(kernels.length).toBeGreaterThan(170);
    const ours = new Set(gradients.map(({ kernelName }) => kernelName));
    const excused = new Set([...Object.keys(unreached), ...ofStockGradients, ...nobodyHas]);
    expect(kernels.filter((name) => !ours.has(name) && !excused.has(name))).toEqual([]);
    expect([...excused].filter((name) => ours.has(name) || !kernels.includes(name))).toEqual([]);
  });

  test('is named by no two gradients', () => {
    const names = gradients.map(({ kernelName }) => kernelName);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('that is said to be nobody’s is no backend’s', () => {
    const registered = ['cpu', 'wasm'].flatMap((backend) => tf.getKernelsForBackend(backend).map(({ kernelName }) => kernelName));
    expect(nobodyHas.filter((name) => registered.includes(name))).toEqual([]);
  });
});
