import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { installGradients, randomStream } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ebganDecoder, ebganEncoder, input, network } from '../../index';
import { blockContract } from '../../testing/index';
import { countWeights } from '../../testing/countWeights';
import { differenceFromFormula } from '../../testing/differenceFromFormula';
import * as float64 from '../../testing/float64/index';

type Array64 = float64.Array64;
const { conv2d, conv2dTranspose, leakyRelu, map } = float64;

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

describe('contract', () => {
  const cases = [
    ...blockContract('ebganEncoder', () => ebganEncoder({ channels: 2, levels: 2 }), {
      inputs: [8, 4, 1],
      outputShape: [2, 1, 4],
      trainingDiffers: true,
      derivatives: 'none',
      refuses: [
        { inputs: [[6, 4, 1]], error: 'ebganEncoder: height and width must be multiples of 4, to be halved 2 times. Got 6 x 4.' },
        { inputs: [[4, 1]], error: 'ebganEncoder: the input must be images [N, H, W, C]. Got [null, 4, 1]' },
      ],
    }),
    ...blockContract('ebganDecoder', () => ebganDecoder({ channels: 2, levels: 2, norm: 'none', slope: 1 }), {
      inputs: [2, 1, 3],
      outputShape: [8, 4, 3],
      derivativeTolerance: 2e-2,
      refuses: [{ inputs: [[2, 3]], error: 'ebganDecoder: the input must be images [N, H, W, C]. Got [null, 2, 3]' }],
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

describe('EBGAN’s autoencoder', () => {
  test('computes the list of layers, and gives code and reconstruction', async () => {
    const images = input({ shape: [8, 4, 2] });
    const args = { channels: 2, levels: 2, norm: 'none' } as const;
    const code = ebganEncoder(args)(images, 'encoder');
    const outputs = [ebganDecoder({ ...args, outputChannels: 2 })(code, 'decoder'), code];
    const model = tfl.model({ inputs: images, outputs, name: 'net' });
    const largest = await differenceFromFormula(model, [randomStream(4).normal([2, 8, 4, 2])], (weight, x) => {
      const at = (name: string) => [weight(`${name}/conv/kernel`), { stride: 2, padding: 1, bias: weight(`${name}/conv/bias`) }] as const;
      const half = (y: Array64, name: string): Array64 => leakyRelu(conv2d(y, ...at(name)));
      const encoded = half(half(x, 'encoder/half1'), 'encoder/half2');
      const inner = leakyRelu(conv2dTranspose(encoded, ...at('decoder/double1')));
      return [map(conv2dTranspose(inner, ...at('decoder/double2')), Math.tanh), encoded];
    });
    expect(largest).toBeLessThan(1e-5);
  });

  test('normalizes all but the first and the last convolution, and only these two have a bias', () => {
    const images = input({ shape: [8, 8, 3] });
    const decoded = ebganDecoder({ channels: 1 })(ebganEncoder({ channels: 1 })(images, 'encoder'), 'decoder');
    const net = network(tfl.model({ inputs: images, outputs: decoded, name: 'net' }));
    const names = net.trainable.map(({ name }) => name.replace('net/', ''));
    expect(names.filter((name) => name.endsWith('bias'))).toEqual(['encoder/half1/conv/bias', 'decoder/double3/conv/bias']);
    const scales = ['encoder/half2', 'encoder/half3', 'decoder/double1', 'decoder/double2'].map((part) => `${part}/batchNorm1/scale`);
    expect(names.filter((name) => name.endsWith('scale'))).toEqual(scales);
    net.dispose();
  });

  test('ends in tanh, or not', () => {
    const ends = (['tanh', 'linear'] as const).map((output) => {
      const codes = input({ shape: [1, 1, 4] });
      const model = tfl.model({ inputs: codes, outputs: ebganDecoder({ channels: 1, output })(codes, '') });
      const last = model.layers.at(-1)!.getClassName();
      model.dispose();
      return last;
    });
    expect(ends).toEqual(['Activation', 'GanConv2dTranspose']);
    expect(() => ebganDecoder({ output: 'relu' as 'tanh' })).toThrow("ebganDecoder: output must be 'tanh' or 'linear'. Got 'relu'.");
    expect(() => ebganEncoder({ levels: 0 })).toThrow('ebganEncoder: levels must be a positive integer. Got 0.');
  });

  test('has the weights that its list of layers has: 4 × 4 kernels, two biases, four normalizations', () => {
    const kernels = 16 * (3 * 64 + 64 * 128 + 128 * 256) * 2;
    const others = 64 + 3 + 2 * (128 + 256 + 128 + 64);
    const build = () => ebganDecoder()(ebganEncoder()(input({ shape: [64, 64, 3] }), 'encoder'), 'decoder');
    expect(countWeights(build)).toBe(kernels + others);
  });
});
