import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import * as initializers from '../initializers/index';
import { chain } from '../model/chain';
import { input } from '../model/input';
import { network } from '../model/network';
import { averagePool } from './averagePool';
import { blurPool } from './blurPool';
import { filteredLeakyRelu } from './filteredLeakyRelu';
import { fourierFeatures } from './fourierFeatures';
import { globalAveragePool } from './globalAveragePool';
import { globalSumPool } from './globalSumPool';
import { laplacianPyramid } from './laplacianPyramid';
import { laplacianReconstruct } from './laplacianReconstruct';
import { maxPool } from './maxPool';
import { pixelShuffle } from './pixelShuffle';
import { pixelUnshuffle } from './pixelUnshuffle';
import { reflectionPad } from './reflectionPad';
import { resizeBilinear } from './resizeBilinear';
import { resizeNearest } from './resizeNearest';
import { upfirdn2d } from './upfirdn2d';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numbers = (x: Tensor): number[] => [...x.dataSync()];
const farthest = (a: Tensor, b: Tensor): number => {
  expect(a.shape).toEqual(b.shape);
  return Math.max(...numbers(tf.abs(tf.sub(a, b))));
};

test.each<[string, layers.Layer, number[]]>([
  ['averagePool', averagePool(), [2, 2, 4]],
  ['blurPool', blurPool(), [2, 2, 4]],
  ['filteredLeakyRelu', filteredLeakyRelu({ up: 2, down: 2 }), [4, 4, 4]],
  ['maxPool', maxPool({ size: 3, stride: 1 }), [2, 2, 4]],
  ['pixelShuffle', pixelShuffle(), [8, 8, 1]],
  ['pixelUnshuffle', pixelUnshuffle(), [2, 2, 16]],
  ['reflectionPad', reflectionPad({ padding: 1 }), [6, 6, 4]],
  ['resizeBilinear', resizeBilinear(), [8, 8, 4]],
  ['resizeNearest to a size', resizeNearest({ size: 6 }), [6, 6, 4]],
  ['upfirdn2d', upfirdn2d({ filter: [1, 1], down: 2 }), [2, 2, 4]],
])('%s takes images of any size', (_, layer, shape) => {
  const net = network(chain({ shape: [null, null, 4] }, layer));
  expect(net.apply(tf.ones([1, 4, 4, 4]), { training: false }).shape).toEqual([1, ...shape]);
});

describe('global pools', () => {
  const x = (): Tensor => tf.tensor4d([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2]);
  test.each([
    ['mean', globalAveragePool(), [2.5, 25]],
    ['sum', globalSumPool(), [10, 100]],
  ])('%s', (_, layer, expected) => expect(numbers(layer.apply(x()) as Tensor)).toEqual(expected));
});

test('a pyramid taken apart and put together is the image', () => {
  const x = input({ shape: [16, 8, 3] });
  const bands = laplacianPyramid({ levels: 3 }).apply(x) as SymbolicTensor[];
  const net = network(tfl.model({ inputs: x, outputs: laplacianReconstruct().apply(bands) as SymbolicTensor }));
  const image = randomStream(1).normal([2, 16, 8, 3]);
  expect(farthest(net.apply(image, { training: false }), image)).toBeLessThan(1e-6);
});

describe('fourierFeatures', () => {
  const options = { channels: 64, size: 4, samplingRate: 16, bandwidth: 2 } as const;
  const w = (): Tensor => randomStream(2).normal([2, 8]);

  test('draws its frequencies uniformly from a disc, its phases from a turn', () => {
    const { statistics } = network(chain({ shape: [8], seed: 4 }, fourierFeatures({ ...options, channels: 1024 })));
    const [frequencies, phases] = [statistics[0]!, statistics[1]!];
    const lengths = tf.sqrt(tf.sum(tf.square(frequencies), 1));
    expect(Math.max(...numbers(lengths))).toBeLessThanOrEqual(2);
    expect(numbers(tf.mean(lengths))[0]).toBeCloseTo(4 / 3, 1);
    expect(numbers(tf.mean(tf.square(lengths)))[0]).toBeCloseTo(2, 0);
    expect(Math.max(...numbers(tf.abs(phases)))).toBeLessThanOrEqual(0.5);
  });

  test('begin where w moves nothing', () => {
    const net = network(chain({ shape: [8], seed: 4 }, fourierFeatures(options)));
    const [a, b] = tf.split(net.apply(w(), { training: false }), 2) as [Tensor, Tensor];
    expect(farthest(a, b)).toBe(0);
  });

  test('are moved by a given transform as by w', () => {
    const layer = fourierFeatures({ ...options, affineInitializer: initializers.normal() });
    const inputs = [input({ shape: [8], seed: 4 }), input({ shape: [3, 3], name: 'transform' })];
    const net = network<Tensor[]>(tfl.model({ inputs, outputs: layer.apply(inputs) as SymbolicTensor }));
    const shift = (pixels: number): Tensor => tf.tensor3d([1, 0, pixels / 16, 0, 1, 0, 0, 0, 1], [1, 3, 3]);
    const moved = (pixels: number): Tensor => net.apply([tf.zeros([1, 8]), shift(pixels)], { training: false });
    const [still, left] = [moved(0), moved(1)];
    expect(farthest(tf.slice(still, [0, 0, 1, 0], [1, 4, 3, 64]), tf.slice(left, [0, 0, 0, 0], [1, 4, 3, 64]))).toBeLessThan(1e-4);
  });
});
