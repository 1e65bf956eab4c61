import { beforeAll, describe, expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { installGradients } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { bothBackends, expectSame, numbers } from '../../../tests/bothBackends';
import { drawn, expectAsComposed, expectValuesAsComposed, kernelsRun } from '../../../tests/composedToo';

beforeAll(async () => {
  await bothBackends();
  await tf.setBackend('wasm');
  installGradients();
});

const sizes = [[1, 1], [2, 5, 7, 3], [5, 2, 17]]; // prettier-ignore

describe('rectifiers', () => {
  test.each(sizes)('%p %p %p %p', (...shape) => {
    const x = drawn(shape, 1);
    for (const [slope, gain] of [[0.2, 1], [0, 3], [0.01, Math.SQRT2], [-0.3, 1], [0.2, -1]] as const) {
      expectAsComposed((at) => ops.leakyRelu(tf.mul(at, at), { slope, gain }), [x]);
      expectAsComposed((at) => tf.mul(at, tf.leakyRelu(at, slope)), [x]);
    }
    const called = expectAsComposed((at) => tf.mul(at, tf.relu(at)), [x]);
    expect(called).toEqual(['GanRectifierGradient']);
    x.dispose();
  }); // prettier-ignore

  test('what is not finite, and zeros of both signs', async () => {
    const x = tf.tensor1d([NaN, Infinity, -Infinity, 0, -0, 1, -1]);
    for (const slope of [0.2, 0]) expectValuesAsComposed((at) => ops.leakyRelu(at, { slope, gain: 2 }), [x]);
    expectValuesAsComposed((at) => tf.relu(at), [x]);
    const y = ops.leakyRelu(x);
    expect(Object.is((await y.data())[4], -0)).toBe(true);
    tf.dispose([x, y]);
  });

  test('empty tensors and integers are composed', () => {
    expect(kernelsRun(() => tf.tidy(() => ops.leakyRelu(tf.zeros([0, 3]))))).toEqual([]);
    expect(kernelsRun(() => tf.tidy(() => ops.leakyRelu(tf.ones([2, 3], 'int32'))))).toEqual([]);
  });
});

describe('upfirdn2d', () => {
  const taps = [1, 3, 3, 1];
  test.each([
    [[2, 5, 7, 3], taps, { up: 2, padding: [[2, 1], [2, 1]], gain: 4 }],
    [[2, 6, 5, 16], taps, { down: 2, padding: 1 }],
    [[1, 4, 4, 5], [1, 2, 0.5], { up: [2, 3], down: [1, 2], padding: [[3, 0], [1, 2]] }],
    [[1, 7, 6, 20], [1, 2, 0.5, -1], { padding: [[-2, 3], [1, -1]], flipFilter: true }],
    [[2, 3, 3, 1], [[1, 2], [2, 4], [-1, -2]], { padding: 2, up: 3, down: 2 }],
    [[1, 1, 1, 4], [1], { up: 1 }],
  ] as const)('%p by %p, %p', (shape, filter, options) => {
    const x = drawn(shape, 1);
    const called = expectAsComposed((at) => ops.upfirdn2d(tf.mul<Tensor4D>(at, at), filter, options), [x]);
    expect(called).toEqual(['GanUpfirdn']);
    x.dispose();
  }); // prettier-ignore

  test('filters that are tensors, or no product of two, are composed', () => {
    const x = drawn([1, 5, 5, 2], 1);
    const learned = tf.tensor1d([1, 2]);
    expect(expectAsComposed((at, filter) => ops.upfirdn2d(at as Tensor4D, filter as Tensor1D), [x, learned])).toEqual([]);
    expect(expectAsComposed((at) => ops.upfirdn2d(at as Tensor4D, [[1, 0], [0, 1]]), [x])).toEqual([]); // prettier-ignore
    tf.dispose([x, learned]);
  });
});

describe('normalization by the batch', () => {
  const results = (result: 'y' | 'mean' | 'variance', x: Tensor, scale?: Tensor, offset?: Tensor): Tensor =>
    ops.normalizeBatch(x, { scale: scale as Tensor1D, offset: offset as Tensor1D, epsilon: 1e-2 })[result];

  test.each([[[4, 3]], [[2, 5, 7, 3]], [[2, 3, 3, 17]]])('%p', (shape) => {
    const [samples, channels] = [shape[0]!, shape.at(-1)!];
    for (const learned of [[channels], [samples, channels]]) {
      const inputs = [drawn(shape, 1), drawn(learned, 2), drawn(learned, 3)];
      const called = expectAsComposed((x, scale, offset) => results('y', x, scale, offset), inputs);
      expect(called).toEqual(expect.arrayContaining(['GanNormalization', 'GanNormalizationGradient']));
      expectAsComposed((x, scale) => results('y', x, scale), inputs.slice(0, 2));
      expectAsComposed((x, offset) => results('y', x, undefined, offset), inputs.slice(0, 2));
      expectAsComposed((x, scale, offset) => {
        const { y, mean, variance } = ops.normalizeBatch(x, { scale: scale as Tensor1D, offset: offset as Tensor1D, epsilon: 1e-2 });
        return tf.add(tf.mul(y, variance), tf.square(mean));
      }, inputs);
      tf.dispose(inputs);
    }
    const x = drawn(shape, 4);
    for (const result of ['y', 'mean', 'variance'] as const) expectAsComposed((at) => results(result, at), [x]);
    x.dispose();
  });

  test.each([[[2, 5, 7, 3]], [[1, 4, 4, 8]], [[3, 6, 5]]])('by each sample, %p', (shape) => {
    const [samples, channels] = [shape[0]!, shape.at(-1)!];
    const inputs = [drawn(shape, 1), drawn([channels], 2), drawn([channels], 3)];
    expectAsComposed((x, scale, offset) => ops.instanceNorm(x, { scale: scale as Tensor1D, offset: offset as Tensor1D, epsilon: 1e-2 }), inputs);
    expectAsComposed((x) => ops.instanceNorm(x, { epsilon: 1e-2 }), inputs.slice(0, 1));
    const styles = [drawn([samples, channels], 2), drawn([samples, channels], 3)];
    expectAsComposed((x, scale, offset) => ops.adain(x, { scale: scale as Tensor2D, offset: offset as Tensor2D, epsilon: 1e-2 }), [inputs[0]!, ...styles]);
    tf.dispose([...inputs, ...styles]);
  }); // prettier-ignore

  test('what is not finite makes its channel so, and no other', () => {
    const x = tf.tensor2d([1, NaN, 2, 3, 4, 5, Infinity, 7, 8], [3, 3]);
    expectValuesAsComposed((at) => results('y', at), [tf.slice(x, [0, 1], [3, 2])]);
    x.dispose();
  });
});

describe('numbers by channel', () => {
  test.each([[[2, 5, 7, 3]], [[3, 4, 4, 8]], [[2, 3, 3, 17]]])('by given moments, and by styles, %p', (shape) => {
    const [samples, channels] = [shape[0]!, shape.at(-1)!];
    const vectors = [1, 2, 3].map((seed) => drawn([channels], seed));
    const x = drawn(shape, 1);
    const variance = tf.fill([channels], 0.7);
    const called = expectAsComposed(
      (at, mean, scale, offset) => {
        return ops.batchNorm(at, {
          mean: mean as Tensor1D,
          variance: variance as Tensor1D,
          scale: scale as Tensor1D,
          offset: offset as Tensor1D,
        });
      },
      [x, ...vectors],
    );
    expect(called).toEqual(['GanChannelProducts', 'GanChannelScale']);
    const style = drawn([samples, channels], 5);
    const kernel = drawn([3, 3, channels, 4], 6);
    expectAsComposed((at, w, s) => ops.modulatedConv2d(at as Tensor4D, w as Tensor4D, s as Tensor2D), [x, kernel, style], 1e-3);
    tf.dispose([x, variance, style, kernel, ...vectors]);
  });
});

describe('convolutions with a bias', () => {
  test.each([
    [[2, 6, 5, 3], [3, 3, 3, 5], { padding: 1 }],
    [[2, 7, 7, 8], [4, 4, 8, 9], { stride: 2, padding: 1 }],
    [[1, 8, 8, 16], [3, 3, 16, 16], { padding: 1 }],
    [[1, 7, 7, 2], [2, 3, 2, 3], { dilation: 2 }],
  ] as const)('%p by %p, %p', (shape, kernelShape, options) => {
    const inputs = [drawn(shape, 1), drawn(kernelShape, 2), drawn(kernelShape.slice(3), 3)];
    const called = expectAsComposed(
      (x, w, b) => ops.conv2d(x as Tensor4D, w as Tensor4D, { ...options, bias: b as Tensor1D }),
      inputs,
      1e-3,
    );
    expect(called).toEqual(['GanConv2D']);
    tf.dispose(inputs);
  });

  test.each([
    [[2, 5, 6, 3], [4, 4, 5, 3], { stride: 2, padding: 1 }],
    [[1, 4, 4, 8], [2, 2, 9, 8], { stride: 3 }],
    [[1, 8, 8, 16], [3, 3, 16, 16], { padding: 1 }],
    [[1, 4, 4, 8], [3, 3, 1, 8], { stride: 2 }],
  ] as const)('transposed, %p by %p, %p', (shape, kernelShape, options) => {
    const inputs = [drawn(shape, 1), drawn(kernelShape, 2), drawn([kernelShape[2]], 3)];
    const op = (x: Tensor, w: Tensor, b: Tensor): Tensor =>
      ops.conv2dTranspose(x as Tensor4D, w as Tensor4D, { ...options, bias: b as Tensor1D });
    expect(expectAsComposed(op, inputs, 1e-3)).toEqual(['GanConv2DTranspose']);
    tf.dispose(inputs);
  });

  test('resampled', () => {
    const inputs = [drawn([2, 4, 6, 3], 1), drawn([3, 3, 3, 4], 2), drawn([4], 3)];
    const options = (bias: unknown): { padding: number; bias: Tensor1D } => ({ padding: 1, bias: bias as Tensor1D });
    expectAsComposed((x, w, b) => ops.upConv2d(x as Tensor4D, w as Tensor4D, options(b)), inputs, 1e-3);
    expectAsComposed((x, w, b) => ops.convMean2d(x as Tensor4D, w as Tensor4D, options(b)), inputs, 1e-3);
    tf.dispose(inputs);
  });
});

describe('convolutions in groups', () => {
  test.each([
    [2, [2, 6, 5, 4], [3, 3, 2, 6], { padding: 1 }],
    [3, [1, 7, 7, 12], [4, 4, 4, 9], { stride: 2, padding: 1 }],
    [4, [2, 8, 8, 32], [3, 3, 8, 32], { padding: 1 }],
    [2, [1, 7, 6, 4], [2, 3, 2, 8], { dilation: 2 }],
    [2, [3, 4, 4, 6], [1, 1, 3, 4], {}],
    [2, [2, 4, 4, 4], [4, 4, 2, 6], {}],
  ] as const)('%p groups, %p by %p, %p', (groups, shape, kernelShape, options) => {
    const inputs = [drawn(shape, 1), drawn(kernelShape, 2)];
    const op = (x: Tensor, w: Tensor): Tensor => ops.conv2d(tf.mul<Tensor4D>(x, x), tf.mul<Tensor4D>(w, w), { ...options, groups });
    const called = expectAsComposed(op, inputs, 2e-3);
    expect(called).toEqual(['GanGroupedConv2D', 'GanGroupedConv2DFilter', 'GanGroupedConv2DTranspose']);
    tf.dispose(inputs);
  });

  test.each([
    [2, [2, 5, 6, 4], [4, 4, 3, 4], { stride: 2, padding: 1 }],
    [4, [1, 4, 4, 8], [2, 2, 1, 8], { stride: 3 }],
    [2, [1, 1, 1, 8], [4, 4, 3, 8], {}],
  ] as const)('transposed, %p groups, %p by %p, %p', (groups, shape, kernelShape, options) => {
    const inputs = [drawn(shape, 1), drawn(kernelShape, 2)];
    const op = (x: Tensor, w: Tensor): Tensor =>
      ops.conv2dTranspose(tf.mul<Tensor4D>(x, x), tf.mul<Tensor4D>(w, w), { ...options, groups });
    expect(expectAsComposed(op, inputs, 2e-3)).toContain('GanGroupedConv2DTranspose');
    tf.dispose(inputs);
  });
});

describe('spectral normalization', () => {
  test.each([[[3, 3, 5, 7], 1], [[9, 4], 2], [[5, 1], 1], [[1, 1, 2, 16], 3]] as const)('%p, %p steps', (shape, iterations) => {
    const x = drawn(shape, 1);
    const u = drawn(shape.slice(-1), 2) as Tensor1D;
    const called = expectAsComposed((at) => {
      const { kernel, sigma } = ops.spectralNormalize(at, { u, iterations });
      return tf.mul(kernel, tf.square(sigma));
    }, [x], 1e-3);
    expect(called).toEqual(['GanSpectralNorm', 'GanSpectralNormGradient']);
    expectAsComposed((at) => ops.spectralNormalize(at, { u, iterations }).sigma, [x], 1e-3);
    for (const vector of ['u', 'v'] as const) {
      expectAsComposed((at) => tf.add(tf.sum(at), tf.sum(ops.spectralNormalize(at, { u, iterations })[vector])), [x]);
    }
    tf.dispose([x, u]);
  }); // prettier-ignore
});

describe('bias and activation', () => {
  test.each(sizes.filter((shape) => shape.length > 1))('%p %p %p %p', (...shape) => {
    const inputs = [drawn(shape, 1), drawn(shape.slice(-1), 2)];
    for (const options of [
      { activation: 'leakyRelu', slope: 0.1 },
      { activation: 'relu', gain: 2 },
    ] as const) {
      const called = expectAsComposed((x, bias) => tf.mul(x, ops.biasAct(x, { ...options, bias: bias as Tensor1D })), inputs);
      expect(called).toEqual(['GanRectifier', 'GanRectifierGradient']);
      expectAsComposed((x) => tf.mul(x, ops.biasAct(x, options)), inputs.slice(0, 1));
    }
    expectAsComposed((x, bias) => tf.mul(x, ops.biasAct(x, { activation: 'leakyRelu', bias: bias as Tensor1D, clamp: 0.5 })), inputs);
    tf.dispose(inputs);
  });

  test('what is not finite', () => {
    const inputs = [tf.tensor2d([NaN, Infinity, -Infinity, 0, 1, -1], [6, 1]), tf.tensor1d([0.5])];
    for (const activation of ['relu', 'leakyRelu'] as const) {
      expectValuesAsComposed((x, bias) => ops.biasAct(x, { activation, bias: bias as Tensor1D }), inputs);
    }
    tf.dispose(inputs);
  });
});

describe('rows', () => {
  test.each([[[2, 5, 7, 3]], [[3, 4]], [[3, 1, 1, 17]], [[2, 40, 33]]])('layer normalization of %p', (shape) => {
    const inputs = [drawn(shape, 1), drawn(shape.slice(-1), 2), drawn(shape.slice(-1), 3)];
    for (const over of ['sample', 'channels'] as const) {
      const called = expectAsComposed((x, scale, offset) => {
        return ops.layerNorm(x, { over, scale: scale as Tensor1D, offset: offset as Tensor1D, epsilon: 1e-2 });
      }, inputs);
      expect(called).toEqual(expect.arrayContaining(['GanRowNormalization', 'GanRowNormalizationGradient']));
      expectAsComposed((x) => ops.layerNorm(x, { over, epsilon: 1e-2 }), inputs.slice(0, 1));
      expectAsComposed((x, offset) => ops.layerNorm(x, { over, offset: offset as Tensor1D, epsilon: 1e-2 }), inputs.slice(0, 2));
    }
    tf.dispose(inputs);
  });

  test.each([[[7]], [[3, 4]], [[2, 3, 33]], [[1, 1]]])('softmax of %p', (shape) => {
    const x = tf.tidy(() => tf.mul(drawn(shape, 1), 5));
    expect(expectAsComposed((at) => tf.softmax(at), [x])).toEqual(['GanSoftmaxGradient']);
    x.dispose();
  });
});

test('the gradient of average pooling is that of cpu', async () => {
  for (const [shape, size] of [[[2, 6, 4, 5], 2], [[1, 7, 8, 3], 3], [[1, 4, 4, 1], 4]] as const) {
    const op = (at: Tensor): Tensor => tf.grad((x: Tensor) => tf.sum(tf.square(ops.averagePool(x as Tensor4D, { size }))))(at);
    await expectSame([numbers(shape, 1)], (at) => tf.tidy(() => op(at)));
  } // prettier-ignore
});

test('sums and means over the last axes are those of cpu', async () => {
  for (const [shape, axis] of [[[2, 5, 7, 3], 3], [[2, 5, 7, 3], [1, 2, 3]], [[3, 1031], 1], [[2, 3, 17], undefined], [[5, 1], 1], [[3], 0]] as const) {
    for (const keepDims of [false, true]) {
      const axes = typeof axis === 'object' ? [...axis] : axis;
      await expectSame([numbers(shape, 1)], (x) => tf.sum(x, axes, keepDims));
      await expectSame([numbers(shape, 1)], (x) => tf.mean(x, axes, keepDims));
    }
  } // prettier-ignore
});
