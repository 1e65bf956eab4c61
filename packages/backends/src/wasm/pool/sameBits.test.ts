import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { numbers } from '../../../tests/bothBackends';
import { bitsOf, poolOf, startSharedKernels } from '../../../tests/sharedKernels';
import { convolutionGeometry, type ConvolutionAttributes } from '../convolutionGeometry';
import { affine, channelMoments, channelProducts, channelSums } from '../module/channels';
import { conv2d, conv2dFilterGradient, conv2dInputGradient } from '../module/convolution';
import { depthwiseConv2d, depthwiseFilterGradient, depthwiseInputGradient } from '../module/depthwise';
import { activate, activateGradient, unary, unaryGradient } from '../module/elementwise';
import type { KernelModule } from '../module/kernelModule';
import { matMul } from '../module/matMul';
import { transposeMatrices } from '../module/moves';
import { normalize, normalizeGradient } from '../module/normalization';
import { normalizeRows, normalizeRowsGradient, rowSums, softmaxGradient } from '../module/rows';
import { adamInPlace, emaInPlace, rmspropInPlace, sgdInPlace } from '../module/updates';
import { upfirdn2d } from '../module/upfirdn';
import type { Pool } from './pool';

let module: KernelModule;
const pools: Pool[] = [];
beforeAll(async () => {
  module = await startSharedKernels();
  for (const threads of [2, 3]) {
    const pool = await poolOf(module, threads);
    jest.spyOn(pool, 'run');
    pools.push(pool);
  }
});
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

const jobs = (): number => pools.reduce((sum, { run }) => sum + (run as jest.MockedFunction<Pool['run']>).mock.calls.length, 0);

type Shape = [number, number, number, number];
const tensor = (shape: number[], seed: number): tf.Tensor => tf.tensor(numbers(shape, seed).values, shape);
const more = new Set<tf.Tensor>();

/** One thread and several give the same, also after the memory has grown. */
async function expectSame(run: () => TensorInfo): Promise<void> {
  const before = jobs();
  const pages = module.memory.buffer.byteLength;
  module.pool = undefined;
  const expected = await bitsOf(run());
  expect(expected.some((word) => word !== 0)).toBe(true);
  for (const pool of pools) {
    module.pool = pool;
    expect(await bitsOf(run())).toEqual(expected);
    if (more.size < 3) more.add(tf.zeros([pages / 4]));
    expect(await bitsOf(run())).toEqual(expected);
  }
  module.pool = undefined;
  expect(jobs()).toBeGreaterThanOrEqual(before + 4);
}

test('the memory grows in between', async () => {
  const before = module.memory.buffer.byteLength;
  await expectSame(() => unary(module, 'tanh', tensor([1000], 1)));
  expect(module.memory.buffer.byteLength).toBeGreaterThan(before);
  tf.dispose([...more]);
});

const geometryOf = (x: Shape, w: Shape, attributes: ConvolutionAttributes, depthwise = false) => {
  const { strides, pad, dilations = 1 } = attributes;
  const { outShape } = tf.backend_util.computeConv2DInfo(x, w, strides, dilations, pad, 'floor', depthwise);
  return { outShape, geometry: convolutionGeometry(x, w, { dataId: {}, dtype: 'float32', shape: outShape }, attributes, depthwise) };
};

describe('convolutions', () => {
  test.each([
    ['panels and tails', [3, 9, 7, 5], [3, 3, 5, 13], 1, 'same'],
    ['many taps', [2, 11, 10, 16], [5, 4, 16, 9], 2, 'valid'],
    ['Winograd', [2, 19, 17, 16], [3, 3, 16, 40], 1, 'same'],
    ['Winograd of stride 2', [2, 20, 18, 16], [4, 4, 16, 40], 2, 'same'],
    ['one channel', [4, 14, 14, 1], [4, 4, 1, 40], 2, 'same'],
    ['three channels, whole panels of taps', [2, 21, 18, 3], [4, 4, 3, 20], 2, 'same'],
    ['three channels', [2, 13, 11, 3], [3, 3, 3, 64], 1, 'same'],
    ['to three outputs', [2, 13, 11, 24], [3, 3, 24, 3], 1, 'same'],
    ['to one output, one tap', [2, 13, 11, 36], [1, 1, 36, 1], 1, 'same'],
    ['one tap', [2, 9, 9, 70], [1, 1, 70, 11], 1, 'same'],
    ['dilated', [2, 12, 12, 8], [3, 3, 8, 8], 1, 'same', 2],
  ] as [string, Shape, Shape, number, 'same' | 'valid', number?][])('%s', async (_name, x, w, strides, pad, dilations = 1) => {
    const { outShape, geometry } = geometryOf(x, w, { strides, pad, dilations });
    const [images, filter, dy, bias] = [tensor(x, 1), tensor(w, 2), tensor(outShape, 3), tensor([w[3]], 4)];
    await expectSame(() => conv2d(module, images, filter, geometry, { bias, activation: { kind: 'leakyRelu' } }));
    await expectSame(() => conv2dInputGradient(module, dy, filter, geometry));
    await expectSame(() => conv2dFilterGradient(module, images, dy, geometry));
    tf.dispose([images, filter, dy, bias]);
  });

  test('in groups', async () => {
    const { outShape, geometry } = geometryOf([2, 9, 8, 12], [3, 3, 12, 15], { strides: 1, pad: 'same' });
    const [images, filter, dy] = [tensor([2, 9, 8, 12], 1), tensor([3, 3, 4, 15], 2), tensor(outShape, 3)];
    await expectSame(() => conv2d(module, images, filter, geometry, { groups: 3 }));
    await expectSame(() => conv2dInputGradient(module, dy, filter, geometry, { groups: 3 }));
    await expectSame(() => conv2dFilterGradient(module, images, dy, geometry, { groups: 3 }));
    tf.dispose([images, filter, dy]);
  });

  test.each([
    [[2, 9, 8, 21], [3, 3, 21, 1], 1],
    [[1, 10, 11, 4], [4, 2, 4, 1], 2],
  ] as [Shape, Shape, number][])('of each channel by itself, %j', async (x, w, strides) => {
    const { outShape, geometry } = geometryOf(x, w, { strides, pad: 'same' }, true);
    const [images, filter, dy] = [tensor(x, 1), tensor(w, 2), tensor(outShape, 3)];
    await expectSame(() => depthwiseConv2d(module, images, filter, geometry));
    await expectSame(() => depthwiseInputGradient(module, dy, filter, geometry));
    await expectSame(() => depthwiseFilterGradient(module, images, dy, geometry));
    tf.dispose([images, filter, dy]);
  });
});

test.each([
  [37, 29, 45],
  [5, 64, 200],
  [200, 31, 3],
])('products %i x %i x %i in all transpositions', async (rows, inner, columns) => {
  const [a, b] = [tensor([2 * rows * inner], 1), tensor([inner * columns], 2)];
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      const shape = { rows, inner, columns, transposeA, transposeB, batches: 2, sharedB: true };
      await expectSame(() => matMul(module, a, b, shape));
    }
  }
  tf.dispose([a, b]);
});

test('elements', async () => {
  const [x, y] = [tensor([1003], 1), tensor([1003], 2)];
  for (const name of ['exp', 'sigmoid', 'softplus', 'tanh'] as const) await expectSame(() => unary(module, name, x));
  for (const name of ['sigmoid', 'tanh'] as const) await expectSame(() => unaryGradient(module, name, x, y));
  await expectSame(() => activate(module, x, { kind: 'leakyRelu', gain: 1.5 }));
  await expectSame(() => activateGradient(module, x, y, { kind: 'leakyRelu', slope: 0.3 }));
  tf.dispose([x, y]);
});

test('channels, transposes and resampling', async () => {
  const [x, offset] = [tensor([3, 8, 9, 13], 1), tensor([13], 2)];
  await expectSame(() => affine(module, x, { scale: offset, offset }, { kind: 'relu' }));
  await expectSame(() => transposeMatrices(module, x, 24, 9, 13));
  const filter = { taps: [0.25, 0.75, 0.75, 0.25], up: 2, down: 1, before: 2, after: 1 };
  await expectSame(() => upfirdn2d(module, x, filter, { ...filter, up: 1, down: 2, before: 1 }));
  tf.dispose([x, offset]);
});

/** One of several results; the others are disposed. */
function only<T extends Record<string, TensorInfo>>(results: T, name: keyof T): TensorInfo {
  for (const [other, { dataId }] of Object.entries(results)) if (other !== name) module.backend.disposeData(dataId);
  return results[name]!;
}

test.each([1, 3])('sums and normalizations of %i instances', async (instances) => {
  const [x, dy] = [tensor([3, 300, 37], 1), tensor([3, 300, 37], 2)];
  await expectSame(() => channelSums(module, x, instances));
  await expectSame(() => channelProducts(module, x, dy, instances));
  await expectSame(() => only(channelMoments(module, x, instances), 'mean'));
  await expectSame(() => only(channelMoments(module, x, instances), 'variance'));
  const shape = instances === 1 ? [37] : [instances, 37];
  const [mean, other, scale, offset] = [tensor(shape, 3), tensor(shape, 4), tensor([37], 5), tensor([37], 6)];
  const variance = tf.square(other);
  const by = { mean, variance, scale, offset, epsilon: 1e-3 };
  await expectSame(() => normalize(module, x, by, { kind: 'leakyRelu' }));
  for (const name of ['dx', 'scaleGradient', 'offsetGradient'] as const) {
    await expectSame(() => only(normalizeGradient(module, x, { dy, mean, variance }, by), name));
  }
  tf.dispose([x, dy, mean, other, scale, offset, variance]);
});

test('rows', async () => {
  const [x, dy] = [tensor([23, 19], 1), tensor([23, 19], 2)];
  await expectSame(() => rowSums(module, x, 23));
  await expectSame(() => softmaxGradient(module, dy, x));
  await expectSame(() => only(normalizeRows(module, x, 23, 1e-3), 'y'));
  const [inverse, inverseGradient] = [tensor([23], 3), tensor([23], 4)];
  await expectSame(() => normalizeRowsGradient(module, { dy, inverseGradient, y: x, inverse }));
  tf.dispose([x, dy, inverse, inverseGradient]);
});

test('updates in place', async () => {
  const start = tensor([501], 1);
  const gradient = tensor([501], 2);
  const copied = (): TensorInfo => module.backend.makeOutput([501], 'float32');
  const fresh = (): TensorInfo => {
    const copy = copied();
    const { memoryOffset } = module.backend.dataIdMap.get(copy.dataId);
    module.heap.floats().set(start.dataSync(), memoryOffset / 4);
    return copy;
  };
  const moved = (update: (variable: TensorInfo, first: TensorInfo, second: TensorInfo) => void) => async (): Promise<void> => {
    for (const index of [0, 1, 2]) {
      await expectSame(() => {
        const all = [fresh(), fresh(), fresh()] as const;
        for (const { dataId } of all.slice(1)) {
          const { memoryOffset } = module.backend.dataIdMap.get(dataId);
          const values = module.heap.floats().subarray(memoryOffset / 4, memoryOffset / 4 + 501);
          values.forEach((value, i) => (values[i] = value * value));
        }
        update(...all);
        for (const { dataId } of all.filter((_, i) => i !== index)) module.backend.disposeData(dataId);
        return all[index]!;
      });
    }
  };
  await moved((variable, firstMoment, secondMoment) =>
    adamInPlace(module, { variable, gradient, firstMoment, secondMoment }, { beta1: 0.5, beta2: 0.9, rate: 0.1, offset: 1e-3 }),
  )();
  await moved((variable, velocity) => sgdInPlace(module, { variable, gradient, velocity }, { rate: 0.1, momentum: 0.9, nesterov: true }))();
  await moved((variable, meanSquare, momentum) =>
    rmspropInPlace(
      module,
      { variable, gradient, meanSquare, momentum },
      { form: 'torch', decay: 0.9, rate: 0.1, epsilon: 1e-3, momentum: 0.5 },
    ),
  )();
  await moved((variable, value) => emaInPlace(module, variable, value, 0.9))();
  tf.dispose([start, gradient]);
});
