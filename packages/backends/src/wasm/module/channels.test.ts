import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { numbers } from '../../../tests/bothBackends';
import { expectNear, guardedHeap, startKernels } from '../../../tests/guardedHeap';
import { affine, channelMoments, channelProducts, channelSums } from './channels';
import type { KernelModule } from './kernelModule';
import { normalize, normalizeGradient } from './normalization';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

const floats = (length: number, seed: number): Float32Array => numbers([length], seed).values as Float32Array;
const shapes = [1, 2, 7, 300, 1025].flatMap((rows) => [1, 3, 4, 5, 8, 13, 16, 17, 64].map((channels) => [rows, channels] as const));

/** Batch normalization in double precision, and its gradients. */
function batchNorm64(
  x: Float32Array,
  dy: Float32Array,
  scale: Float32Array,
  offset: Float32Array,
  epsilon: number,
): Record<string, Float64Array> {
  const channels = scale.length;
  const rows = x.length / channels;
  const per = (of: (c: number) => number): Float64Array => Float64Array.from({ length: channels }, (_, c) => of(c));
  const sum = (c: number, of: (i: number) => number): number =>
    Array.from({ length: rows }, (_, r) => of(r * channels + c)).reduce((a, b) => a + b, 0);
  const mean = per((c) => sum(c, (i) => x[i]!) / rows);
  const variance = per((c) => sum(c, (i) => (x[i]! - mean[c]!) ** 2) / rows);
  const inverse = per((c) => 1 / Math.sqrt(variance[c]! + epsilon));
  const normal = Float64Array.from(x, (value, i) => (value - mean[i % channels]!) * inverse[i % channels]!);
  const scaleGradient = per((c) => sum(c, (i) => dy[i]! * normal[i]!));
  const offsetGradient = per((c) => sum(c, (i) => dy[i]!));
  const y = normal.map((value, i) => value * scale[i % channels]! + offset[i % channels]!);
  const dx = normal.map((value, i) => {
    const c = i % channels;
    return scale[c]! * inverse[c]! * (dy[i]! - offsetGradient[c]! / rows - (value * scaleGradient[c]!) / rows);
  });
  return { mean, variance, y, dx, scaleGradient, offsetGradient };
}

const read = async (result: tf.TensorInfo): Promise<Float32Array> => {
  const made = tf.engine().makeTensorFromTensorInfo(result);
  const values = (await made.data()) as Float32Array;
  made.dispose();
  return values;
};

test.each(shapes)('sums of %i rows of %i channels, and nothing written beside them', (rows, channels) => {
  const x = floats(rows * channels, rows + channels);
  const expected = new Float64Array(channels);
  x.forEach((value, i) => (expected[i % channels]! += value));
  const heap = guardedHeap(module);
  const [from, to] = [heap.put(x), heap.take(channels * 4)];
  module.kernels.columnSums(from, rows, channels, to, 0, channels);
  const sums = heap.read(to, channels);
  heap.finish();
  const terms = rows * 1e-6;
  sums.forEach((value, c) => expect(Math.abs(value - expected[c]!)).toBeLessThan(terms));
});

test.each(shapes.filter(([rows]) => rows > 2))('batch norm of %i rows of %i channels, and its gradients', async (rows, channels) => {
  const x = floats(rows * channels, 1).map((value) => value * 2 + 30);
  const [dy, scale, offset] = [floats(rows * channels, 2), floats(channels, 3), floats(channels, 4)];
  const epsilon = 1e-3;
  const expected = batchNorm64(x, dy, scale, offset, epsilon);
  const [input, gradient] = [tf.tensor2d(x, [rows, channels]), tf.tensor2d(dy, [rows, channels])];
  const learned = { scale: tf.tensor1d(scale), offset: tf.tensor1d(offset), epsilon };
  const moments = channelMoments(module, input);
  const by = { ...moments, ...learned };
  const y = normalize(module, input, by);
  const zeros = tf.zeros([channels]);
  const gradients = { dy: gradient, mean: zeros, variance: zeros };
  const { dx, scaleGradient, offsetGradient } = normalizeGradient(module, input, gradients, by);
  expectNear(await read(y), expected['y']!, 3e-5);
  expectNear(await read(dx), expected['dx']!, 3e-5);
  // Sums that cancel are as exact as their terms.
  for (const [sums, name] of [
    [scaleGradient, 'scaleGradient'],
    [offsetGradient, 'offsetGradient'],
  ] as const) {
    (await read(sums)).forEach((value, c) => expect(Math.abs(value - expected[name]![c]!)).toBeLessThan(rows * 3e-5));
  }
  expectNear(await read(moments.mean), expected['mean']!);
  expectNear(await read(moments.variance), expected['variance']!, 3e-5);
  tf.dispose([input, gradient, zeros, learned.scale, learned.offset]);
});

test('bias, scale and activation in one pass', async () => {
  const [x, offset] = [tf.tensor2d([1, -2, 3, -4, 5, -6], [2, 3]), tf.tensor1d([0.5, 1, -8])];
  const numbersOf = async (result: tf.TensorInfo): Promise<number[]> => [...(await read(result))];
  expect(await numbersOf(affine(module, x, { offset }, { kind: 'leakyRelu', slope: 0.5, gain: 2 }))).toEqual([3, -1, -5, -3.5, 12, -14]);
  expect(await numbersOf(affine(module, x, { offset }))).toEqual([1.5, -1, -5, -3.5, 6, -14]);
  const scale = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
  expect(await numbersOf(affine(module, x, { scale }))).toEqual([1, -4, 9, -16, 25, -36]);
  expect(await numbersOf(channelSums(module, x))).toEqual([-3, 3, -3]);
  expect(await numbersOf(channelProducts(module, x, x))).toEqual([17, 29, 45]);
  expect(await numbersOf(channelProducts(module, x, x, 2))).toEqual([1, 4, 9, 16, 25, 36]);
  tf.dispose([x, offset, scale]);
});

test('instances have moments of their own, as if each were alone', async () => {
  const [x, dy] = [tf.tensor3d(floats(2 * 7 * 5, 1), [2, 7, 5]), tf.tensor3d(floats(2 * 7 * 5, 2), [2, 7, 5])];
  const [scale, offset] = [tf.tensor1d(floats(5, 3)), tf.tensor1d(floats(5, 4))];
  const run = async (part: tf.Tensor, gradient: tf.Tensor, instances: number): Promise<Float32Array[]> => {
    const by = { ...channelMoments(module, part, instances), scale, offset, epsilon: 1e-3 };
    const zeros = tf.zeros([instances, 5]);
    const gradients = { dy: gradient, mean: zeros, variance: zeros };
    const { dx, scaleGradient, offsetGradient } = normalizeGradient(module, part, gradients, by);
    const results = [normalize(module, part, by), dx, scaleGradient, offsetGradient, channelSums(module, part, instances)];
    return Promise.all([...results, by.mean, by.variance].map(read));
  };
  const both = await run(x, dy, 2);
  const alone = await Promise.all([0, 1].map((i) => run(tf.slice(x, i, 1), tf.slice(dy, i, 1), 1)));
  expect(both).toEqual(both.map((_, i) => Float32Array.from(alone.flatMap((part) => [...part[i]!]))));
  tf.dispose([x, dy, scale, offset]);
});
