import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { consistency, dueTerm, isDue, latentDiversity, leCam, orthogonal, orthogonalUpdate, pathLength, pathLengths } from './index';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numberOf = (x: Tensor | undefined): number => x?.dataSync()[0] ?? NaN;
const images = (w: Tensor): Tensor4D => tf.reshape(tf.mul(w, 2), [w.shape[0], 1, 1, -1]);

describe('pathLength', () => {
  test('measures a linear synthesis: |2y|, or the root mean square over layers', () => {
    const noise = tf.tensor4d([3, 4], [1, 1, 1, 2]);
    expect(numberOf(pathLengths(images, tf.zeros([1, 2]), noise))).toBeCloseTo(10, 4);
    const ofLayers = (w: Tensor): Tensor4D => images(tf.sum(w, 1));
    expect(numberOf(pathLengths(ofLayers, tf.zeros([1, 3, 2]), noise))).toBeCloseTo(10, 4);
  });

  test('compares with a running mean, which is its state', () => {
    const regularization = pathLength({ weight: 2, decay: 0.5 });
    const draw = { synthesize: images, styles: tf.zeros([4, 2]) };
    const lengths = [...pathLengths(images, draw.styles, randomStream(5).normal([4, 1, 1, 2])).dataSync()];
    const mean = lengths.reduce((sum, length) => sum + length, 0) / 4 / 2;
    const expected = (2 * lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0)) / 4;
    expect(numberOf(regularization.term({ ...draw, random: randomStream(5) }))).toBeCloseTo(expected, 3);
    expect(numberOf(regularization.tensors()['mean'])).toBeCloseTo(mean, 5);

    const copy = pathLength({ weight: 2, decay: 0.5 });
    copy.restore(regularization.tensors(), regularization.toJson());
    const [a, b] = [regularization, copy].map((one) => numberOf(one.term({ ...draw, random: randomStream(6) })));
    expect(a).toBe(b);
    for (const one of [regularization, copy]) one.dispose();
  });

  test('is due each fourth step, and weighs fourfold then', () => {
    const [regularization, copy] = [pathLength(), pathLength({ every: 1 })];
    const at = { synthesize: images, styles: tf.zeros([2, 2]) };
    expect([0, 1, 4].map((step) => isDue(regularization, step))).toEqual([true, false, true]);
    const [lazy, plain] = [regularization, copy].map((one) => numberOf(dueTerm(one, { ...at, random: randomStream(3) })));
    expect(lazy).toBeCloseTo(4 * (plain ?? NaN), 3);
    for (const one of [regularization, copy]) one.dispose();
  });

  test('leaves one tensor, and teaches', () => {
    const regularization = pathLength();
    const at = { synthesize: images, styles: tf.ones([2, 2]), random: randomStream(1) };
    const before = tf.memory().numTensors;
    regularization.term(at).dispose();
    expect(tf.memory().numTensors).toBe(before);
    regularization.dispose();
    expect(tf.memory().numTensors).toBe(before - 1);
    expect(() => pathLength({ decay: 1 })).toThrow('pathLength: decay must lie in [0, 1). Got 1.');
    expect(() => pathLengths(images, tf.ones([2]), tf.ones([2]))).toThrow('styles must be [N, D] or [N, layers, D]. Got [2].');
  });
});

describe('leCam', () => {
  const real = (): Tensor => tf.tensor1d([3, 1]);
  const fake = (): Tensor => tf.tensor1d([-1, -2]);

  test('moves its averages, waits, and then penalizes the distance', () => {
    const regularization = leCam({ weight: 1, decay: 0.5, startStep: 1 });
    expect(numberOf(regularization.term(real(), fake(), 0))).toBe(0);
    expect([numberOf(regularization.tensors()['real']), numberOf(regularization.tensors()['fake'])]).toEqual([2, -1.5]);
    const [averageReal, averageFake] = [2.5, -1];
    const expected = ((4 - averageFake) ** 2 + (2 - averageFake) ** 2) / 2 + ((averageReal + 1) ** 2 + averageReal ** 2) / 2;
    expect(numberOf(regularization.term(tf.tensor1d([4, 2]), tf.tensor1d([-1, 0]), 1))).toBeCloseTo(expected, 4);
    regularization.dispose();
  });

  test('holds its averages constant to derivatives', () => {
    const regularization = leCam({ weight: 1, decay: 0, startStep: 0 });
    const gradient = tf
      .grad((x: Tensor) => regularization.term(x, fake(), 0))(real())
      .dataSync();
    expect([...gradient]).toEqual([3 + 1.5, 1 + 1.5]);
    regularization.dispose();
  });

  test('restores all or nothing, and teaches', () => {
    const regularization = leCam({ startStep: 0 });
    expect(() => regularization.restore({ real: tf.scalar(4) }, {})).toThrow(
      "leCam: the saved state must hold one float32 number 'fake'. Got none.",
    );
    expect(numberOf(regularization.tensors()['real'])).toBe(0);
    regularization.restore({ real: tf.scalar(4), fake: tf.tensor1d([5]) }, {});
    expect(numberOf(regularization.tensors()['fake'])).toBe(5);
    regularization.dispose();
    expect(() => leCam({ decay: 1 })).toThrow('leCam: decay must lie in [0, 1). Got 1.');
  });
});

describe('consistency', () => {
  test('weighs each pair, with gradients into both', () => {
    const [plain, changed] = [tf.tensor1d([1, 2]), tf.tensor1d([1, 4])];
    expect(numberOf(consistency({ real: [plain, changed], fake: [changed, plain], latent: [plain, changed] }))).toBeCloseTo(
      20 + 20 + 10,
      4,
    );
    const gradients = tf.grads((a: Tensor, b: Tensor) => consistency({ real: [a, b] }))([plain, changed]);
    expect(gradients.map((gradient) => [...gradient.dataSync()])).toEqual([[0, -20], [0, 20]]); // prettier-ignore
    expect(numberOf(latentDiversity(plain, changed))).toBeCloseTo(-1, 6);
  });

  test('teaches', () => {
    expect(() => consistency({})).toThrow('at least one of real, fake and latent must be given. Got none.');
    expect(() => consistency({ real: [tf.ones([2]), tf.ones([3])] })).toThrow('Got [2] and [3].');
  });
});

describe('orthogonal', () => {
  const kernel = (): Tensor => tf.tensor2d([1, 1, 0, 1], [2, 2]);

  test('has its closed forms, and the published update is half of the gradient', () => {
    expect(numberOf(orthogonal([kernel()], { weight: 1 }))).toBe(2);
    expect(numberOf(orthogonal([kernel()], { weight: 1, form: 'full' }))).toBe(3);
    expect(numberOf(orthogonal([tf.eye(3), kernel()], { weight: 1, form: 'full' }))).toBe(3);
    const gradient = tf.grad((w: Tensor) => orthogonal([w], { weight: 1 }))(kernel());
    expect([...tf.div(gradient, 2).dataSync()]).toEqual([...orthogonalUpdate(kernel(), { weight: 1 }).dataSync()]);
  });

  test('teaches', () => {
    expect(() => orthogonal([])).toThrow('orthogonal: at least one kernel must be given. Got none.');
    expect(() => orthogonal([tf.ones([3])])).toThrow('of rank 2 or more. Got [3].');
  });
});
