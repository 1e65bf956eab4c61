import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from '@jest/globals';
import { bottleneckDown, bottleneckSame, bottleneckUp, residualDown, residualSame, residualUp } from '../../index';
import { type Convolved, differenceFromOracle } from '../../testing/blockOracle';
import * as float64 from '../../testing/float64/index';

type Array64 = float64.Array64;
type Oracle = (x: Array64, convolved: Convolved) => Array64;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const { add, averagePool, upsampleNearest } = float64;
const relu = (x: Array64): Array64 => float64.leakyRelu(x, { slope: 0 });
const same = (x: Array64): Array64 => x;

/** The channels of a and of b, side by side; those from `begin` to `end` alone. */
const beside = (a: Array64, b: Array64): Array64 => {
  const { batch, height, width, channels } = float64.imageAxes(a);
  const more = float64.imageAxes(b).channels;
  return float64.images64([batch, height, width, channels + more], (n, i, j, c) =>
    c < channels ? float64.pixel(a, n, i, j, c) : float64.pixel(b, n, i, j, c - channels),
  );
};
const first = (x: Array64, count: number): Array64 => {
  const { batch, height, width } = float64.imageAxes(x);
  return float64.images64([batch, height, width, count], (n, i, j, c) => float64.pixel(x, n, i, j, c));
};

/** SN-GAN, appendix B.4; BigGAN, figure 15: the orders of the layers are the papers'. */
const up: Oracle = (x, convolved) =>
  add(convolved('conv2')(relu(convolved('conv1')(upsampleNearest(relu(x))))), convolved('shortcut/conv', 0)(upsampleNearest(x)));
const down: Oracle = (x, convolved) =>
  add(averagePool(convolved('conv2')(relu(convolved('conv1')(relu(x))))), averagePool(convolved('shortcut/conv', 0)(x)));
const start: Oracle = (x, convolved) =>
  add(averagePool(convolved('conv2')(relu(convolved('conv1')(x)))), convolved('shortcut/conv', 0)(averagePool(x)));
const flat: Oracle = (x, convolved) => add(convolved('conv2')(relu(convolved('conv1')(relu(x)))), x);

/** BigGAN, figure 16. */
const narrow = (x: Array64, convolved: Convolved, resized: { up?: typeof same; down?: typeof same }): Array64 => {
  const { up: larger = same, down: smaller = same } = resized;
  const within = convolved('conv3')(relu(convolved('conv2')(larger(relu(convolved('conv1', 0)(relu(x)))))));
  return convolved('conv4', 0)(smaller(relu(within)));
};
const deepUp: Oracle = (x, convolved) => add(narrow(x, convolved, { up: upsampleNearest }), upsampleNearest(first(x, 2)));
const deepDown: Oracle = (x, convolved) =>
  add(narrow(x, convolved, { down: averagePool }), beside(averagePool(x), convolved('shortcut/conv', 0)(averagePool(x))));
const deepFlat: Oracle = (x, convolved) => add(narrow(x, convolved, {}), x);
const deepWider: Oracle = (x, convolved) => add(narrow(x, convolved, {}), beside(x, convolved('shortcut/conv', 0)(x)));

test.each([
  ['residualUp', residualUp({ channels: 4, hiddenChannels: 2 }), [3, 2, 3], up],
  ['residualDown', residualDown({ channels: 4, preactivation: true }), [5, 4, 3], down],
  ['residualDown of an image', residualDown({ channels: 4, hiddenChannels: 2 }), [4, 4, 3], start],
  ['residualSame', residualSame({ channels: 3 }), [3, 4, 3], flat],
  ['residualSame without a bias', residualSame({ channels: 3, useBias: false }), [3, 4, 3], flat],
  ['bottleneckUp', bottleneckUp({ channels: 2 }), [2, 3, 4], deepUp],
  ['bottleneckDown', bottleneckDown({ channels: 8 }), [4, 5, 4], deepDown],
  ['bottleneckSame', bottleneckSame({ channels: 4 }), [3, 3, 4], deepFlat],
  ['bottleneckSame of more channels', bottleneckSame({ channels: 4, ratio: 2 }), [3, 3, 3], deepWider],
] as const)('%s computes what the paper writes', async (_, block, shape, oracle) => {
  expect(await differenceFromOracle(block, shape, oracle)).toBeLessThan(2e-4);
});
