import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { installGradients, randomStream } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { beganDecoder, beganEncoder, input, network } from '../../index';
import { blockContract } from '../../testing/index';
import { countWeights } from '../../testing/countWeights';
import { differenceFromFormula, type Weight64 } from '../../testing/differenceFromFormula';
import * as float64 from '../../testing/float64/index';

type Array64 = float64.Array64;
const { add, array64, concatenate, conv2d, dense, elu, map, upsampleNearest } = float64;

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

describe('contract', () => {
  const cases = [
    ...blockContract('beganEncoder', () => beganEncoder({ channels: 2, codeSize: 3, levels: 2 }), {
      inputs: [4, 4, 1],
      outputShape: [3],
      derivativeTolerance: 2e-2,
      refuses: [
        { inputs: [[5, 4, 1]], error: 'beganEncoder: height and width must be multiples of 2, to be halved 1 times. Got 5 x 4.' },
        { inputs: [[4, 1]], error: 'beganEncoder: the input must be images [N, H, W, C]. Got [null, 4, 1]' },
      ],
    }),
    ...blockContract('beganDecoder', () => beganDecoder({ channels: 2, resolution: 4, baseSize: 2, outputChannels: 1, skip: true }), {
      inputs: [3],
      outputShape: [4, 4, 1],
      derivativeTolerance: 2e-2,
      refuses: [{ inputs: [[]], error: 'beganDecoder: the input must be [N, …, C] with a known C. Got [null].' }],
    }),
    ...blockContract('with a carry', (carry) => beganEncoder({ channels: 2, codeSize: 2, levels: 1, carry }), {
      inputs: [{ shape: [3, 3, 1] }, { shape: [] }],
      outputShape: [2],
      derivativeTolerance: 2e-2,
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

const convolution =
  (weight: Weight64, stride = 1) =>
  (x: Array64, name: string): Array64 =>
    conv2d(x, weight(`${name}/kernel`), { stride, padding: 1, bias: weight(`${name}/bias`) });

/** Vanishing residual: carry · x + (1 - carry) · y. */
const carried = (x: Array64, y: Array64, carry: number): Array64 =>
  add(
    map(x, (value) => carry * value),
    map(y, (value) => (1 - carry) * value),
  );

describe('beganEncoder', () => {
  test.each([0, 0.25, 1])('computes the list of layers, with a carry of %d where the shape stays', async (carry) => {
    const [images, alpha] = [input({ shape: [16, 8, 2] }), input({ shape: [], name: 'carry' })];
    const outputs = beganEncoder({ channels: 2, codeSize: 3, carry: alpha })(images, '');
    const model = tfl.model({ inputs: [images, alpha], outputs, name: 'net' });
    const given = [randomStream(2).normal([2, 16, 8, 2]), tf.scalar(carry)];
    const largest = await differenceFromFormula(model, given, (weight, x) => {
      const layer = (y: Array64, name: string): Array64 => elu(convolution(weight)(y, name));
      const half = (y: Array64, name: string): Array64 => elu(convolution(weight, 2)(y, name));
      const same = (y: Array64, name: string): Array64 => carried(y, layer(y, name), carry);
      // The stem has 2 channels, which level 1 keeps and level 2 doubles.
      const first = same(same(layer(x, 'stem'), 'level1/conv1'), 'level1/conv2');
      const second = same(layer(half(first, 'level1/half'), 'level2/conv1'), 'level2/conv2');
      const flat = array64([2, second.data.length / 2], second.data);
      return [dense(flat, weight('code/kernel'), weight('code/bias'))];
    });
    expect(largest).toBeLessThan(1e-4);
  });

  test('refuses what it cannot halve, and sizes that it cannot guess', () => {
    const applied = (shape: (number | null)[], levels?: number) => () =>
      beganEncoder(levels === undefined ? {} : { levels })(input({ shape }), 'encoder');
    expect(applied([24, 24, 3])).toThrow('beganEncoder: levels must be given where the height is not 8, 16, 32, 64 … Got a height of 24.');
    expect(applied([null, 16, 3])).toThrow('Got a height of any length.');
    expect(applied([16, null, 3], 2)).toThrow('beganEncoder: height and width must be known, for the dense layer. Got 16 x any length.');
    expect(() => beganEncoder({ levels: 0 })).toThrow('beganEncoder: levels must be a positive integer. Got 0.');
  });
});

describe('beganDecoder', () => {
  test.each([true, false])('computes the list of layers, skips %p', async (skip) => {
    const [codes, alpha] = [input({ shape: [3] }), input({ shape: [], name: 'carry' })];
    const outputs = beganDecoder({ channels: 2, resolution: 8, baseSize: 2, outputChannels: 2, skip, carry: alpha })(codes, '');
    const model = tfl.model({ inputs: [codes, alpha], outputs, name: 'net' });
    const given = [randomStream(2).normal([2, 3]), tf.scalar(0.25)];
    const largest = await differenceFromFormula(model, given, (weight, z) => {
      const layer = (y: Array64, name: string): Array64 => elu(convolution(weight)(y, name));
      const same = (y: Array64, name: string): Array64 => carried(y, layer(y, name), 0.25);
      const first = array64([2, 2, 2, 2], dense(z, weight('first/kernel'), weight('first/bias')).data);
      let y = same(same(first, 'level1/conv1'), 'level1/conv2');
      for (const level of [2, 3]) {
        const doubled = upsampleNearest(y);
        const joined = skip ? concatenate(doubled, upsampleNearest(first, 2 ** (level - 1))) : doubled;
        const inner = skip ? layer(joined, `level${level}/conv1`) : same(joined, `level${level}/conv1`);
        y = same(inner, `level${level}/conv2`);
      }
      return [convolution(weight)(y, 'image')];
    });
    expect(largest).toBeLessThan(1e-4);
  });

  test('without a carry is the same as with one of 0', async () => {
    const [codes, alpha] = [input({ shape: [3], seed: 1 }), input({ shape: [], name: 'carry' })];
    const args = { channels: 2, resolution: 8, baseSize: 2 };
    const plain = tfl.model({ inputs: codes, outputs: beganDecoder(args)(codes, 'plain') });
    const carrying = tfl.model({ inputs: [codes, alpha], outputs: beganDecoder({ ...args, carry: alpha })(codes, 'carrying') });
    carrying.setWeights(plain.getWeights());
    const z = randomStream(2).normal([2, 3]);
    const call = { training: false };
    const expected = network<Tensor[]>(carrying).apply([z, tf.scalar(0)], call);
    const received = network(plain).apply(z, call);
    expect(Math.max(...(await tf.abs(tf.sub(received, expected)).data()))).toBeLessThan(1e-6);
    plain.dispose();
    carrying.dispose();
  });

  test.each([
    [{ resolution: 24 }, 'beganDecoder: resolution must be baseSize times a power of 2, such as 64. Got 24, baseSize 8.'],
    [{ resolution: 4 }, 'Got 4, baseSize 8.'],
    [{ channels: 0 }, 'beganDecoder: channels must be a positive integer. Got 0.'],
  ])('refuses %j', (args, message) => {
    expect(() => beganDecoder(args)).toThrow(message);
  });
});

test('generator and discriminator have as many weights as the published ones', () => {
  const counts = (resolution: number, channels: number): number[] => {
    const decoder = beganDecoder({ resolution, channels });
    const generator = countWeights(() => decoder(input({ shape: [64] }), ''));
    const autoencoder = () => decoder(beganEncoder({ channels })(input({ shape: [resolution, resolution, 3] }), 'encoder'), 'decoder');
    return [generator, countWeights(autoencoder)];
  };
  expect(counts(64, 128)).toEqual([1_716_611, 13_405_379]);
  expect(counts(64, 64)).toEqual([563_395, 4_011_651]);
  expect(counts(32, 64)).toEqual([489_539, 2_310_979]);
  expect(counts(128, 128)).toEqual([2_011_779, 23_221_443]);
});

test('without a carry there is no input for it, and no layer', () => {
  const codes = input({ shape: [4] });
  const model: LayersModel = tfl.model({ inputs: codes, outputs: beganDecoder({ channels: 1, resolution: 8 })(codes, '') });
  expect(model.layers.filter(({ name }) => name.includes('carry') || name.includes('repeat'))).toEqual([]);
  model.dispose();
});
