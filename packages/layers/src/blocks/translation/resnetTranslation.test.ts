import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { installGradients, randomStream } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  chain,
  dropout,
  input,
  instanceNorm,
  network,
  resnetDecoder,
  resnetEncoder,
  resnetTranslation,
  type ResnetTranslationArgs,
  sequence,
  translationResidual,
} from '../../index';
import { countWeights } from '../../testing/countWeights';
import { differenceFromFormula, type Weight64 } from '../../testing/differenceFromFormula';
import * as float64 from '../../testing/float64/index';
import { blockContract } from '../../testing/index';

type Array64 = float64.Array64;
const { add, conv2d, conv2dTranspose, instanceNorm: normalized, leakyRelu, map, reflectionPad } = float64;
const relu = (x: Array64): Array64 => leakyRelu(x, { slope: 0 });

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

describe('contract', () => {
  const cases = [
    ...blockContract('resnetTranslation', () => resnetTranslation({ channels: 2, blocks: 1, halvings: 1, kernelSize: 3, norm: 'none' }), {
      inputs: [6, 8, 3],
      outputShape: [6, 8, 3],
      derivatives: 'none',
      refuses: [
        {
          inputs: [[6, 7, 3]],
          error: 'resnetEncoder: height and width must be multiples of 2, to be halved 1 times. Got 6 x 7.',
        },
        { inputs: [[6, 3]], error: 'resnetEncoder: the input must be images [N, H, W, C]. Got [null, 6, 3]' },
      ],
    }),
    ...blockContract('with instance norm', () => resnetTranslation({ channels: 2, blocks: 1, halvings: 1, useBias: false }), {
      inputs: [8, 8, 1],
      outputShape: [8, 8, 3],
      derivatives: 'none',
    }),
    ...blockContract('translationResidual', () => translationResidual({ padding: 'zero', norm: 'batch', between: () => dropout() }), {
      inputs: [4, 4, 2],
      outputShape: [4, 4, 2],
      trainingDiffers: true,
      derivatives: 'none',
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

/** CycleGAN's layer list, section 7.2: c7s1, d, R, u, c7s1, with instance norm and rectifiers. */
function cyclegan(weight: Weight64, x: Array64, blocks: number): Array64 {
  const at = (name: string) => ({ kernel: weight(`${name}/kernel`), bias: weight(`${name}/bias`) });
  const same = (name: string, given: Array64): Array64 => {
    const { kernel, bias } = at(name);
    return conv2d(reflectionPad(given, ((kernel.shape[0] ?? 0) - 1) / 2), kernel, { bias });
  };
  const half = (name: string, given: Array64): Array64 => conv2d(given, at(name).kernel, { stride: 2, padding: 1, bias: at(name).bias });
  const double = (name: string, given: Array64): Array64 =>
    conv2dTranspose(given, at(name).kernel, { stride: 2, padding: 1, outputPadding: 1, bias: at(name).bias });

  let y = relu(normalized(same('stem/conv', x)));
  y = relu(normalized(half('half1/conv', y)));
  for (let i = 1; i <= blocks; i++) {
    const inner = relu(normalized(same(`residual${i}/conv1`, y)));
    y = add(y, normalized(same(`residual${i}/conv2`, inner)));
  }
  y = relu(normalized(double('double1/conv', y)));
  return map(same('image/conv', y), Math.tanh);
}

describe('resnetTranslation', () => {
  test('computes what the paper’s list of layers says', async () => {
    const images = input({ shape: [10, 8, 2] });
    const block = resnetTranslation({ channels: 2, halvings: 1, blocks: 2, outputChannels: 2 });
    const model = tfl.model({ inputs: images, outputs: block(images, ''), name: 'net' });
    const x = randomStream(3).normal([2, 10, 8, 2]);
    expect(await differenceFromFormula(model, [x], (weight, image) => [cyclegan(weight, image, 2)])).toBeLessThan(1e-4);
  });

  test('zero padding and kernels of four, as StarGAN has them', async () => {
    const images = input({ shape: [4, 6, 2] });
    const args = { channels: 2, halvings: 1, blocks: 0, padding: 'zero', resampleKernelSize: 4, norm: 'none', useBias: false } as const;
    const model = tfl.model({ inputs: images, outputs: resnetTranslation(args)(images, ''), name: 'net' });
    const largest = await differenceFromFormula(model, [randomStream(3).normal([2, 4, 6, 2])], (weight, x) => {
      const stem = relu(conv2d(x, weight('stem/conv/kernel'), { padding: 3 }));
      const half = relu(conv2d(stem, weight('half1/conv/kernel'), { stride: 2, padding: 1 }));
      const double = relu(conv2dTranspose(half, weight('double1/conv/kernel'), { stride: 2, padding: 1 }));
      return [map(conv2d(double, weight('image/conv/kernel'), { padding: 3 }), Math.tanh)];
    });
    expect(largest).toBeLessThan(1e-4);
  });

  test.each(['reflection', 'zero'] as const)('planes of one value beside the image vanish behind instance norm, or not: %s', (padding) => {
    const net = network(chain({ shape: [8, 8, 3] }, resnetTranslation({ channels: 2, halvings: 1, blocks: 1, padding })));
    const image = randomStream(1).normal([1, 8, 8, 2]);
    const [a, b] = [-1, 1].map((value) => net.apply(tf.concat([image, tf.fill([1, 8, 8, 1], value)], 3), { training: false }));
    const largest = tf.max(tf.abs(tf.sub(a!, b!))).dataSync()[0]!;
    if (padding === 'zero') expect(largest).toBeGreaterThan(1e-4);
    else expect(largest).toBeLessThan(1e-5);
    net.dispose();
  });

  test.each([
    [{ blocks: -1 }, 'resnetTranslation: blocks must be an integer >= 0. Got -1.'],
    [{ kernelSize: 4 }, 'resnetEncoder: kernelSize must be odd, so that the image keeps its size. Got 4.'],
    [{ halvings: 0.5 }, 'resnetEncoder: halvings must be an integer >= 0. Got 0.5.'],
    [{ padding: 'same' as 'zero' }, "resnetEncoder: padding must be 'reflection' or 'zero'. Got 'same'."],
    [{ resampleKernelSize: 1 }, 'resnetEncoder: resampleKernelSize must be an integer >= 2. Got 1.'],
    [{ output: 'logits' as 'image' }, "resnetDecoder: output must be 'image' or 'features'. Got 'logits'."],
  ])('refuses %j', (args, message) => {
    expect(() => resnetTranslation(args)).toThrow(message);
  });

  test('each residual block has layers of its own', () => {
    const model = chain({ shape: [8, 8, 3] }, resnetTranslation({ channels: 1, blocks: 3 }));
    const sums = model.layers.map(({ name }) => name).filter((name) => name.endsWith('/sum'));
    expect(sums).toEqual(['block1/residual1/sum', 'block1/residual2/sum', 'block1/residual3/sum']);
    expect(model.getWeights()).toHaveLength(2 * (1 + 2 + 6 + 2 + 1));
    model.dispose();
  });
});

describe('counts', () => {
  const count = (channels: number, args: ResnetTranslationArgs): number =>
    countWeights(() => resnetTranslation(args)(input({ shape: [128, 128, channels] }), ''));

  test('CycleGAN', () => {
    expect([count(3, { blocks: 9 }), count(3, { blocks: 6 })]).toEqual([11_378_179, 7_837_699]);
  });

  test('StarGAN, for one data set and for two', () => {
    const norm = () => instanceNorm({ trackStatistics: true });
    const args = { blocks: 6, padding: 'zero', resampleKernelSize: 4, norm } as const;
    expect([count(3 + 5, args), count(3 + 5 + 8 + 2, args)]).toEqual([8_430_528, 8_461_888]);
  });

  test('pix2pixHD: global generator, its trunk, the encoder of features', () => {
    expect(count(36, { halvings: 4 })).toBe(182_546_755);
    expect(count(36, { halvings: 4, output: 'features' })).toBe(182_537_344);
    expect(count(3, { halvings: 4, channels: 16, blocks: 0 })).toBe(788_803);
  });

  test('pix2pixHD: the enhancer is put together of the same parts', () => {
    const build = (): SymbolicTensor => {
      const [whole, half] = [input({ shape: [64, 64, 36] }), input({ shape: [32, 32, 36], name: 'half' })];
      const features = resnetTranslation({ halvings: 4, output: 'features' })(half, 'global');
      const fine = resnetEncoder({ channels: 32, halvings: 1 })(whole, 'enhancer');
      const sum = tfl.layers.add({ name: 'enhancer/sum' }).apply([fine, features]) as SymbolicTensor;
      const refining = Array.from({ length: 3 }, () => translationResidual());
      return sequence(...refining, resnetDecoder({ channels: 32, doublings: 1 }))(sum, 'enhancer');
    };
    expect(countWeights(build)).toBe(182_857_059);
  });
});
