import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { byShape, type KernelWatch, watchKernels } from './watchKernels';

let watch: KernelWatch | undefined;
const spend = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

beforeAll(async () => {
  await tf.setBackend('cpu');
  tf.registerKernel({
    ...{ kernelName: 'Inner', backendName: 'cpu' },
    kernelFunc: () => {
      spend(20);
      return tf.zeros([2]);
    },
  });
  tf.registerKernel({
    ...{ kernelName: 'Outer', backendName: 'cpu' },
    kernelFunc: () => {
      spend(5);
      return tf.engine().runKernel('Inner', {});
    },
  });
});
afterEach(() => watch?.stop());

test('the time of a kernel is without that of the kernels that it calls', () => {
  watch = watchKernels('cpu');
  tf.engine().runKernel('Outer', {});
  const { totals, inKernels } = watch.take();
  const self = (name: string): number => totals.find(({ kernel }) => kernel === name)?.self ?? NaN;
  expect(self('Inner')).toBeGreaterThanOrEqual(20);
  expect(self('Outer')).toBeGreaterThanOrEqual(5);
  expect(self('Outer')).toBeLessThan(20);
  expect(inKernels).toBeCloseTo(self('Inner') + self('Outer'), 6);
  expect(watch.take().totals).toEqual([]);
});

test('counts calls, bytes read and written, and operations', () => {
  const [a, b] = [tf.ones<tf.Rank.R2>([2, 3]), tf.ones<tf.Rank.R2>([3, 4])];
  watch = watchKernels('cpu');
  tf.matMul(a, b);
  tf.matMul(a, b);
  const total = watch.take().totals.find(({ kernel }) => kernel === 'BatchMatMul');
  expect(total).toMatchObject({ calls: 2, bytes: 2 * 4 * (6 + 12 + 8), operations: 2 * 2 * 2 * 4 * 3 });
});

test('views move no bytes', () => {
  const x = tf.ones([6]);
  watch = watchKernels('cpu');
  tf.reshape(x, [2, 3]);
  expect(watch.take().totals).toMatchObject([{ kernel: 'Reshape', calls: 1, bytes: 0 }]);
});

test('tells shapes apart where it is asked to', () => {
  const [x, y] = [tf.ones([6]), tf.ones([2, 3])];
  watch = watchKernels('cpu', byShape);
  tf.relu(x);
  tf.relu(y);
  expect(watch.take().totals.map(({ kernel }) => kernel)).toEqual(['Relu 6 -> 6', 'Relu 2x3 -> 2x3']);
});

test('sees a call that throws, and gives the kernels back', () => {
  const before = tf.getKernel('Relu', 'cpu').kernelFunc;
  watch = watchKernels('cpu');
  expect(tf.getKernel('Relu', 'cpu').kernelFunc).not.toBe(before);
  expect(() => tf.conv2d(tf.ones<tf.Rank.R4>([1, 4, 4, 1]), tf.ones<tf.Rank.R4>([2, 2, 3, 1]), 1, 'same')).toThrow();
  watch.stop();
  expect(tf.getKernel('Relu', 'cpu').kernelFunc).toBe(before);
});
