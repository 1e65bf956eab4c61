import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { installGradients, randomStream } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { chain, initializers, input, network, patchgan, type PatchganArgs, patchganFeatures, spectralNorm } from '../../index';
import { countWeights } from '../../testing/countWeights';
import { blockContract } from '../../testing/index';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

describe('contract', () => {
  const cases = [
    ...blockContract('patchgan', () => patchgan({ channels: 2, layers: 2 }), {
      inputs: [16, 20, 3],
      outputShape: [2, 3, 1],
      trainingDiffers: true,
      derivatives: 'none',
      refuses: [
        { inputs: [[16, 3]], error: 'patchgan: the input must be images [N, H, W, C]. Got [null, 16, 3]' },
        {
          inputs: [[16, 8, 3]],
          error: 'patchgan: the image must be large enough for 2 layers of kernelSize 4. Got 16 x 8. Use fewer layers.',
        },
      ],
    }),
    ...blockContract('with instance norm and no kinks', () => patchgan({ channels: 2, layers: 1, norm: 'instance', slope: 1 }), {
      inputs: [8, 8, 1],
      outputShape: [2, 2, 1],
      derivativeTolerance: 2e-2,
    }),
    ...blockContract('for pixels', () => patchgan({ channels: 2, layers: 0 }), {
      inputs: [3, 4, 2],
      outputShape: [3, 4, 1],
      trainingDiffers: true,
      derivatives: 'none',
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

/** How many columns of the image one logit depends on. */
function fieldOf(layers: number): number {
  const initializer = initializers.constant(1);
  const width = 4 * 2 ** (layers + 1) + 32;
  const image = { shape: [width, width, 1] };
  const net = network(chain(image, patchgan({ layers, channels: 1, maxChannels: 1, norm: 'none', slope: 1, initializer })));
  const middle = (x: Tensor): Tensor => {
    const logits = net.apply(x, { training: false }) as Tensor4D;
    const place = Math.floor(logits.shape[1] / 2);
    return tf.slice(logits, [0, place, place, 0], [1, 1, 1, 1]);
  };
  const columns = tf.tidy(() => tf.max(tf.abs(tf.grad(middle)(tf.zeros([1, width, width, 1]))), [0, 1, 3]));
  const seen = [...columns.dataSync()].filter((value) => value > 0).length;
  columns.dispose();
  net.dispose();
  return seen;
}

describe('patchgan', () => {
  test.each([
    [{ layers: -1 }, 'patchgan: layers must be an integer >= 0. Got -1.'],
    [{ channels: 0 }, 'patchgan: channels must be a positive integer. Got 0.'],
    [{ norm: 'layer' as 'batch' }, "patchgan: norm must be 'batch', 'instance', 'none' or a function that makes a part."],
  ])('refuses %j', (args, message) => {
    expect(() => patchgan(args)).toThrow(message);
  });

  test.each([
    [0, 1],
    [1, 16],
    [2, 34],
    [3, 70],
  ])('with %i layers a logit sees %i pixels each way', (layers, pixels) => {
    expect(fieldOf(layers)).toBe(pixels);
  });

  test('channels double up to their limit', () => {
    const model = chain({ shape: [64, 64, 3] }, patchgan({ channels: 2, maxChannels: 6, layers: 3 }));
    const widths = model.layers.flatMap(({ name, outputShape }) => (/conv$|logits$/.test(name) ? [outputShape.at(-1)] : []));
    expect(widths).toEqual([2, 4, 6, 6, 1]);
    model.dispose();
  });

  test('a reparametrization is that of all its convolutions', () => {
    const model = chain({ shape: [16, 16, 3] }, patchgan({ channels: 2, layers: 1, norm: 'none', reparam: spectralNorm() }));
    const vectors = model.nonTrainableWeights.map(({ originalName }) => originalName);
    expect(vectors).toEqual(['stage1/conv', 'stage2/conv', 'logits'].flatMap((part) => [`block1/${part}/u`, `block1/${part}/v`]));
    model.dispose();
  });

  test('has as many weights as the published networks', () => {
    const count = (channels: number, args: PatchganArgs = {}): number =>
      countWeights(() => patchgan(args)(input({ shape: [256, 256, channels] }), ''));
    expect(count(6)).toBe(2_768_705);
    expect(count(3, { norm: 'instance' })).toBe(2_764_737);
    expect(count(6, { layers: 0 })).toBe(9_024);
  });
});

describe('patchganFeatures', () => {
  test('gives every stage, and the logits of patchgan last', () => {
    const images = input({ shape: [32, 32, 3] });
    const args = { channels: 2, layers: 3, norm: 'instance' } as const;
    const outputs = [...patchganFeatures(args)(images, 'block1')];
    const all = network<Tensor, Tensor[]>(tfl.model({ inputs: images, outputs, name: 'network' }));
    const last = network(chain({ shape: [32, 32, 3] }, patchgan(args)));
    const x = randomStream(1).normal([2, 32, 32, 3]);
    for (const [i, variable] of last.trainable.entries()) variable.assign(all.trainable[i]!);
    const features = all.apply(x, { training: false });
    expect(features.map(({ shape }) => shape)).toEqual([
      [2, 16, 16, 2],
      [2, 8, 8, 4],
      [2, 4, 4, 8],
      [2, 3, 3, 16],
      [2, 2, 2, 1],
    ]);
    expect([...features.at(-1)!.dataSync()]).toEqual([...last.apply(x, { training: false }).dataSync()]);
    // Behind the rectifier: what is negative is a fifth of what it was.
    const [first] = features;
    const kernel = all.trainable[0] as Tensor4D;
    const raw = tf.conv2d(tf.pad(x as Tensor4D, [[0, 0], [1, 1], [1, 1], [0, 0]]), kernel, 2, 'valid'); // prettier-ignore
    expect(tf.max(tf.abs(tf.sub(first!, tf.leakyRelu(raw, 0.2)))).dataSync()[0]).toBeLessThan(1e-5);
    for (const net of [all, last]) net.dispose();
  });
});
