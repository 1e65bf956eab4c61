import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { installGradients, randomStream } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { classPlane, input, lapganDiscriminator, lapganGenerator } from '../../index';
import { blockContract } from '../../testing/index';
import { countWeights } from '../../testing/countWeights';
import { differenceFromFormula, type Weight64 } from '../../testing/differenceFromFormula';
import * as float64 from '../../testing/float64/index';

type Array64 = float64.Array64;
const { add, array64, concatenate, conv2d, dense, leakyRelu } = float64;
const relu = (x: Array64): Array64 => leakyRelu(x, { slope: 0 });

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

describe('contract', () => {
  const cases = [
    ...blockContract('lapganGenerator', (noise) => lapganGenerator({ beside: [noise], channels: 2 }), {
      inputs: [{ shape: [6, 5, 2] }, { shape: [6, 5, 1] }],
      outputShape: [6, 5, 2],
      derivatives: 'none',
    }),
    ...blockContract('lapganDiscriminator', (coarse) => lapganDiscriminator({ coarse, channels: 3 }), {
      inputs: [{ shape: [12, 11, 2] }, { shape: [12, 11, 2] }],
      outputShape: [1],
      trainingDiffers: true,
      derivatives: 'none',
    }),
    ...blockContract('classPlane', () => classPlane({ size: [3, 4] }), {
      inputs: [5],
      outputShape: [3, 4, 1],
      derivatives: 'none',
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

const convolved = (weight: Weight64, x: Array64, name: string, options: { padding?: number; stride?: number }): Array64 =>
  conv2d(x, weight(`${name}/kernel`), { ...options, bias: weight(`${name}/bias`) });

describe('a level of LAPGAN', () => {
  test('the generator reads coarse image, noise and class side by side', async () => {
    const [coarse, noise, labels] = [input({ shape: [5, 4, 2] }), input({ shape: [5, 4, 1], name: 'noise' }), input({ shape: [3], name: 'labels' })]; // prettier-ignore
    const plane = classPlane({ size: [5, 4] })(labels, 'class');
    const detail = lapganGenerator({ beside: [noise, plane], channels: 2 })(coarse, 'level');
    const model = tfl.model({ inputs: [coarse, noise, labels], outputs: detail, name: 'net' });
    const random = randomStream(1);
    const given = [random.normal([2, 5, 4, 2]), random.uniform([2, 5, 4, 1]), tf.tensor2d([[0, 1, 0], [1, 0, 0]])]; // prettier-ignore
    const largest = await differenceFromFormula(model, given, (weight, x, z, y) => {
      const drawn = relu(dense(y, weight('class/dense/kernel'), weight('class/dense/bias')));
      const beside = concatenate(concatenate(x, z), array64([2, 5, 4, 1], drawn.data));
      const first = relu(convolved(weight, beside, 'level/conv1', { padding: 3 }));
      const second = relu(convolved(weight, first, 'level/conv2', { padding: 3 }));
      return [convolved(weight, second, 'level/detail', { padding: 2 })];
    });
    expect(largest).toBeLessThan(1e-4);
  });

  test('the discriminator judges the sum of detail and coarse image', async () => {
    const [detail, coarse, plane] = [input({ shape: [11, 12, 2] }), input({ shape: [11, 12, 2], name: 'coarse' }), input({ shape: [11, 12, 1], name: 'plane' })]; // prettier-ignore
    const logits = lapganDiscriminator({ coarse, beside: [plane], channels: 2, dropoutRate: 0 })(detail, '');
    const model = tfl.model({ inputs: [detail, coarse, plane], outputs: logits, name: 'net' });
    const random = randomStream(1);
    const given = [random.normal([2, 11, 12, 2]), random.normal([2, 11, 12, 2]), random.normal([2, 11, 12, 1])];
    const largest = await differenceFromFormula(model, given, (weight, x, low, more) => {
      const first = relu(convolved(weight, concatenate(add(x, low), more), 'conv1', {}));
      const second = relu(convolved(weight, first, 'conv2', { stride: 2 }));
      const flat = array64([2, second.data.length / 2], second.data);
      return [dense(flat, weight('logit/kernel'), weight('logit/bias'))];
    });
    expect(largest).toBeLessThan(1e-4);
  });

  test('has as many weights as the published level of CIFAR-10', () => {
    const [labels, size] = [() => input({ shape: [10], name: 'labels' }), [32, 32] as const];
    const generator = () => {
      const noise = input({ shape: [32, 32, 1], name: 'noise' });
      return lapganGenerator({ beside: [noise, classPlane({ size })(labels(), 'class')] })(input({ shape: [32, 32, 3] }), '');
    };
    const discriminator = () => {
      const coarse = input({ shape: [32, 32, 3], name: 'coarse' });
      return lapganDiscriminator({ coarse, beside: [classPlane({ size })(labels(), 'class')] })(input({ shape: [32, 32, 3] }), '');
    };
    expect([countWeights(generator), countWeights(discriminator)]).toEqual([232_579, 129_409]);
  });

  test('teaches', () => {
    expect(() => classPlane({ size: [3, 0] })).toThrow('classPlane: size must be two positive integers [height, width]. Got [3,0].');
    expect(() => lapganGenerator({ beside: [], channels: 0 })).toThrow('lapganGenerator: channels must be a positive integer. Got 0.');
    const coarse = input({ shape: [16, 16, 3], name: 'coarse' });
    expect(() => lapganDiscriminator({ coarse, channels: 1.5 })).toThrow(
      'lapganDiscriminator: channels must be a positive integer. Got 1.5.',
    );
    const noise = input({ shape: [8, 8, 1], name: 'noise' });
    expect(() => lapganGenerator({ beside: [noise] })(coarse, '')).toThrow(
      'lapganGenerator: what lies beside the image must have its size, 16 x 16. Got 8 x 8.',
    );
    expect(() => lapganDiscriminator({ coarse })(input({ shape: [8, 8, 3] }), '')).toThrow(
      'lapganDiscriminator: detail and coarse image must have the same shape. Got [null, 8, 8, 3] and [null, 16, 16, 3].',
    );
    expect(() => lapganDiscriminator({ coarse: noise })(input({ shape: [8, 8, 1] }), '')).toThrow(
      'lapganDiscriminator: the image must have at least 9 x 9 pixels. Got 8 x 8.',
    );
  });
});
