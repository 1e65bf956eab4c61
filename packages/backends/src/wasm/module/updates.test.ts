import { beforeAll, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import { numbers } from '../../../tests/bothBackends';
import { startKernels } from '../../../tests/guardedHeap';
import type { KernelModule } from './kernelModule';
import { adamInPlace, emaInPlace, rmspropInPlace, sgdInPlace } from './updates';

let module: KernelModule;
beforeAll(async () => {
  module = await startKernels();
});

const length = 11;
const tensor = (seed: number): tf.Tensor1D => tf.tensor1d(numbers([length], seed).values as Float32Array);
const positive = (seed: number): tf.Tensor1D => tf.square(tensor(seed));

/** The same float32 operations, one after the other, by stock kernels. */
async function expectSame(pairs: readonly (readonly [tf.Tensor, tf.Tensor])[]): Promise<void> {
  for (const [received, expected] of pairs) expect(await received.data()).toEqual(await expected.data());
}

test('adam is that of the composed update, bit by bit', async () => {
  const [variable, gradient, firstMoment, secondMoment] = [tensor(1), tensor(2), tensor(3), positive(4)];
  const [beta1, beta2, rate, offset] = [0.5, 0.9, 0.01, 1e-4];
  const m = tf.add(tf.mul(firstMoment, beta1), tf.mul(gradient, 1 - beta1));
  const v = tf.add(tf.mul(secondMoment, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const w = tf.sub(variable, tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), offset)));
  adamInPlace(module, { variable, gradient, firstMoment, secondMoment }, { beta1, beta2, rate, offset });
  await expectSame([
    [variable, w],
    [firstMoment, m],
    [secondMoment, v],
  ]);
});

test('sgd without and with a velocity, and looking ahead', async () => {
  for (const [momentum, nesterov] of [
    [0, false],
    [0.9, false],
    [0.9, true],
  ] as const) {
    const [variable, gradient, velocity] = [tensor(1), tensor(2), tensor(3)];
    const u = momentum > 0 ? tf.add(tf.mul(velocity, momentum), gradient) : gradient;
    const direction = nesterov ? tf.add(gradient, tf.mul(u, momentum)) : u;
    const w = tf.sub(variable, tf.mul(direction, 0.1));
    sgdInPlace(module, { variable, gradient, velocity: momentum > 0 ? velocity : undefined }, { rate: 0.1, momentum, nesterov });
    await expectSame([[variable, w], ...(momentum > 0 ? ([[velocity, u]] as const) : [])]);
  }
});

test.each(['torch', 'tensorflow'] as const)('rmsprop in the form of %s, centred and with momentum', async (form) => {
  for (const isFull of [false, true]) {
    const [variable, gradient, meanSquare, meanGradient, momentum] = [tensor(1), tensor(2), positive(3), tensor(4), tensor(5)];
    const [decay, rate, epsilon, factor] = [0.9, 0.01, 1e-4, 0.5];
    const square = tf.add(tf.mul(meanSquare, decay), tf.mul(tf.square(gradient), 1 - decay));
    const mean = tf.add(tf.mul(meanGradient, decay), tf.mul(gradient, 1 - decay));
    const variance = isFull ? tf.relu(tf.sub(square, tf.square(mean))) : square;
    const root = form === 'torch' ? tf.add(tf.sqrt(variance), epsilon) : tf.sqrt(tf.add(variance, epsilon));
    const scaled = form === 'torch' ? tf.div(gradient, root) : tf.div(tf.mul(gradient, rate), root);
    const direction = isFull ? tf.add(tf.mul(momentum, factor), scaled) : scaled;
    const w = tf.sub(variable, form === 'torch' ? tf.mul(direction, rate) : direction);
    const tensors = { variable, gradient, meanSquare, ...(isFull ? { meanGradient, momentum } : {}) };
    rmspropInPlace(module, tensors, { form, decay, rate, epsilon, momentum: factor });
    await expectSame([
      [variable, w],
      [meanSquare, square],
      ...(isFull
        ? ([
            [meanGradient, mean],
            [momentum, direction],
          ] as const)
        : []),
    ]);
  }
});

test('ema moves towards the value', async () => {
  const [average, value] = [tensor(1), tensor(2)];
  const expected = tf.add(average, tf.mul(tf.sub(value, average), 1 - 0.99));
  emaInPlace(module, average, value, 0.99);
  await expectSame([[average, expected]]);
});

test('stock convolutions and products see a weight that was updated in place', async () => {
  const x = tf.ones<tf.Rank.R4>([1, 2, 2, 3]);
  const w = tf.ones<tf.Rank.R4>([1, 1, 3, 4]);
  const [rows, matrix] = [tf.ones<tf.Rank.R2>([2, 3]), tf.ones<tf.Rank.R2>([3, 4])];
  tf.dispose([tf.conv2d(x, w, 1, 'same'), tf.matMul(rows, matrix)]);
  sgdInPlace(module, { variable: w, gradient: tf.onesLike(w) }, { rate: 3 });
  sgdInPlace(module, { variable: matrix, gradient: tf.onesLike(matrix) }, { rate: 3 });
  expect(new Set(await tf.conv2d(x, w, 1, 'same').data())).toEqual(new Set([-6]));
  expect(new Set(await tf.matMul(rows, matrix).data())).toEqual(new Set([-6]));
});
