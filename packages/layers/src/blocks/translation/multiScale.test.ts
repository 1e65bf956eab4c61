import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { installGradients, randomStream } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { conv2d, type FeatureBlock, input, multiScale, network, patchganFeatures, perScale, sequence } from '../../index';
import { contractOf } from '../../testing/layerContract';
import { countWeights } from '../../testing/countWeights';
import { differenceFromFormula } from '../../testing/differenceFromFormula';
import * as float64 from '../../testing/float64/index';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const single: FeatureBlock = (x, name) => [sequence(conv2d({ channels: 2, kernelSize: 3, padding: 1, name: `${name}/conv` }))(x, name)];

describe('contract', () => {
  const make = () => (x: tfl.SymbolicTensor) => multiScale({ discriminator: () => single, scales: 2 })(x, 'scales').flat();
  const cases = contractOf('multiScale', make, {
    inputs: [6, 5, 1],
    outputShapes: [
      [6, 5, 2],
      [3, 3, 2],
    ],
  });
  for (const { name, run } of cases) test(name, run);
});

describe('multiScale', () => {
  test('each scale sees means of 3 × 3 pixels of the one before, of those within the image', async () => {
    const images = input({ shape: [9, 7, 2] });
    const outputs = multiScale({ discriminator: () => single })(images, 'scales').flat();
    const model = tfl.model({ inputs: images, outputs: [...outputs], name: 'net' });
    const x = randomStream(2).normal([2, 9, 7, 2]);
    const largest = await differenceFromFormula(model, [x], (weight, image) => {
      const conv = (scale: number, given: float64.Array64): float64.Array64 => {
        const [kernel, bias] = [weight(`scales/scale${scale}/conv/kernel`), weight(`scales/scale${scale}/conv/bias`)];
        return float64.conv2d(given, kernel, { padding: 1, bias });
      };
      const half = float64.averagePool(image, 3, { stride: 2, padding: 1 });
      const quarter = float64.averagePool(half, 3, { stride: 2, padding: 1 });
      return [conv(1, image), conv(2, half), conv(3, quarter)];
    });
    expect(largest).toBeLessThan(1e-5);
  });

  test('gives feature matching what it compares: the stages of each scale, regrouped by perScale', () => {
    const images = input({ shape: [32, 32, 3], network: 'discriminator' });
    const scales = multiScale({ scales: 2, discriminator: () => patchganFeatures({ channels: 2, layers: 2, norm: 'instance' }) })(
      images,
      '',
    );
    expect(scales.map((features) => features.length)).toEqual([4, 4]);
    const net = network<Tensor, Tensor[]>(tfl.model({ inputs: images, outputs: scales.flat(), name: 'discriminator' }));
    const [real, fake] = [1, 2].map((seed) => perScale(net.apply(randomStream(seed).normal([1, 32, 32, 3]), { training: true }), 2));
    expect(real!.map((features) => features.map(({ shape }) => shape[1]))).toEqual([
      [16, 8, 7, 6],
      [8, 4, 3, 2],
    ]);
    const distances = real!.flatMap((features, scale) =>
      features.slice(0, -1).map((y, i) => tf.losses.absoluteDifference(y, fake![scale]![i]!)),
    );
    expect(distances).toHaveLength(6);
    net.dispose();
  });

  test('perScale refuses what it cannot divide', () => {
    expect(perScale([1, 2, 3, 4], 2)).toEqual([[1, 2], [3, 4]]); // prettier-ignore
    expect(() => perScale([1, 2, 3], 2)).toThrow('perScale: scales must divide the number of outputs. Got 2 scales, 3 outputs.');
    expect(() => multiScale({ discriminator: () => single, scales: 0 })).toThrow('multiScale: scales must be a positive integer. Got 0.');
  });

  test('has as many weights as pix2pixHD’s discriminators', () => {
    const discriminator = () => patchganFeatures({ norm: 'instance', padding: 2 });
    const count = (scales: number): number =>
      countWeights(() => multiScale({ scales, discriminator })(input({ shape: [256, 512, 39] }), ''));
    expect([count(2), count(3)]).toEqual([5_603_202, 8_404_803]);
  });
});
