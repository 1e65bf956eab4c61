import { expect } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { KernelConfig, Tensor } from '@tensorflow/tfjs-core';
import { numbers } from './bothBackends';

/** A function of tensors, by an op that has kernels of our own. */
export type Op = (...inputs: Tensor[]) => Tensor;

const ownKernels = (): KernelConfig[] => tf.getKernelsForBackend('wasm').filter(({ kernelName }) => kernelName.startsWith('Gan'));

/** Runs without the kernels that are ours alone, so that ops are composed of others. */
function composed<T>(run: () => T): T {
  const kernels = ownKernels();
  for (const { kernelName } of kernels) tf.unregisterKernel(kernelName, 'wasm');
  try {
    return run();
  } finally {
    for (const kernel of kernels) tf.registerKernel(kernel);
  }
}

/** Weights that make every element count differently. */
const weighted = (x: Tensor, seed: number): Tensor => tf.sum(tf.mul(x, tf.tensor(numbers(x.shape, seed).values, x.shape)));

/** The value, the gradients, and the gradients of a mixture of the gradients. */
function upToSecondOrder(op: Op, inputs: Tensor[]): Tensor[] {
  const first = (...at: Tensor[]): Tensor[] => tf.grads((...x: Tensor[]) => weighted(op(...x), 7))(at);
  const mixture = (...at: Tensor[]): Tensor =>
    first(...at)
      .map((gradient, i) => tf.add(weighted(gradient, 11 + i), tf.sum(tf.square(gradient))))
      .reduce((a, b) => tf.add(a, b));
  // What a gradient does not depend on has zeros for derivative.
  const anchored = (...at: Tensor[]): Tensor => at.reduce((sum, x) => tf.add(sum, tf.mul(tf.sum(x), 0.5)), mixture(...at));
  return [op(...inputs), ...first(...inputs), ...tf.grads(anchored)(inputs)];
}

function expectAlike(received: Tensor, expected: Tensor, tolerance: number): void {
  expect(received.shape).toEqual(expected.shape);
  const [a, b] = [received.dataSync<'float32'>(), expected.dataSync<'float32'>()];
  const largest = b.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  a.forEach((value, i) => {
    if (Number.isFinite(b[i])) expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(tolerance * largest + 1e-6);
    else expect(value).toBe(b[i]);
  });
}

/** The names of our own kernels that a run calls. */
export function kernelsRun(run: () => void): string[] {
  const called = new Set<string>();
  const kernels = ownKernels();
  const originals = kernels.map(({ kernelFunc }) => kernelFunc);
  kernels.forEach((kernel, i) => {
    kernel.kernelFunc = (call) => {
      called.add(kernel.kernelName);
      return originals[i]!(call);
    };
  });
  try {
    run();
  } finally {
    kernels.forEach((kernel, i) => (kernel.kernelFunc = originals[i]!));
  }
  return [...called].sort();
}

/** By our own kernels and by composition: the same values, first and second derivatives, and nothing left behind. Gives the kernels that ran. */
export function expectAsComposed(op: Op, inputs: readonly Tensor[], tolerance = 1e-4): string[] {
  const before = tf.memory().numTensors;
  const called = kernelsRun(() =>
    tf.tidy(() => {
      const fused = upToSecondOrder(op, [...inputs]);
      const others = composed(() => upToSecondOrder(op, [...inputs]));
      fused.forEach((tensor, i) => expectAlike(tensor, others[i]!, tolerance));
    }),
  );
  expect(tf.memory().numTensors).toBe(before);
  return called;
}

/** Values alone, where derivatives are not numbers. */
export function expectValuesAsComposed(op: Op, inputs: readonly Tensor[]): void {
  tf.tidy(() => {
    const first = (): Tensor[] => [op(...inputs), ...tf.grads((...x: Tensor[]) => weighted(op(...x), 7))([...inputs])];
    const fused = first();
    const others = composed(first);
    fused.forEach((tensor, i) => expectAlike(tensor, others[i]!, 1e-5));
  });
}

/** A tensor of numbers in [-1, 1). */
export const drawn = (shape: readonly number[], seed: number): Tensor => tf.tensor(numbers(shape, seed).values, [...shape]);
