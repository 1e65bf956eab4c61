import { beforeAll, describe, expect, test } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { installGradients, writeSafetensors } from '@ganblocks/core';
import { perceptualFile, perceptualImages, perceptualNumbers } from '../../tests/perceptualFormula';
import { perceptualDistance } from '../path/imageDistances';
import { perceptualExtractor } from './perceptualExtractor';
import { classifierKernels, featureKernels, perceptualTopologies } from './perceptualTopology';

/** Of AlexNet, made once. */
let bytes: Uint8Array;

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
  installGradients();
  bytes = perceptualFile('alexnet');
});

const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

describe('topologies', () => {
  // As torchvision publishes them; those of the convolutions are counted on its modules.
  test.each([
    ['alexnet', 61_100_840, 2_469_696],
    ['vgg16', 138_357_544, 14_714_688],
    ['vgg19', 143_667_240, 20_024_384],
  ] as const)('%s has %i parameters, %i of them in its convolutions', (network, all, convolutional) => {
    const topology = perceptualTopologies[network];
    const features = [...featureKernels(topology).values()].reduce((sum, shape) => sum + size(shape) + shape[3], 0);
    const classifier = [...classifierKernels(topology).values()].reduce((sum, shape) => sum + size(shape) + shape[0], 0);
    expect([features + classifier, features]).toEqual([all, convolutional]);
  });
});

describe('perceptualExtractor', () => {
  // torchvision 0.15 in float64 with the same weights; of the VGG networks in vgg.slow.test.ts.
  test('gives the layers and features of alexnet of torchvision, and leaks nothing', async () => {
    const before = tf.memory().numTensors;
    const { means, features } = await perceptualNumbers('alexnet', 64);
    [0.75856922, 1.28180321, 1.72138671, 1.39584357, 1.05453194].forEach((mean, i) => expect(means[i]).toBeCloseTo(mean, 4));
    [0.78675775, 0.42700636, 3.69152035, 0.0517426, 0.47456492].forEach((value, i) => expect(features[i]).toBeCloseTo(value, 4));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('is a distance by its layers, weighted by those of LPIPS, that has a gradient', async () => {
    const channels = [64, 192, 384, 256, 256];
    const lin = writeSafetensors(
      new Map(channels.map((c, i) => [`lin${i}.model.1.weight`, { dtype: 'F32', shape: [1, c, 1, 1], data: new Float32Array(c).fill(2) }])),
    );
    const plain = await perceptualExtractor(bytes, { network: 'alexnet' });
    const weighted = await perceptualExtractor(bytes, { network: 'alexnet', lin });
    expect(plain.name).toBe('AlexNet, layers 1 4 7 9 11');
    expect(weighted.name).toMatch(/^AlexNet, layers 1 4 7 9 11, LPIPS [0-9a-f]{8}$/);
    tf.tidy(() => {
      const images = perceptualImages('alexnet', 64);
      const [a, b] = tf.split(images, 2) as [tf.Tensor4D, tf.Tensor4D];
      const distance = perceptualDistance({ layers: plain.layers });
      const doubled = perceptualDistance({ layers: weighted.layers, weights: weighted.layerWeights! });
      const value = distance(a, b).dataSync()[0]!;
      expect(value).toBeGreaterThan(0.1);
      expect(doubled(a, b).dataSync()[0]).toBeCloseTo(2 * value, 4);
      expect(distance(a, a).dataSync()[0]).toBe(0);
      const gradient = tf.grad((x) => tf.sum(distance(x as tf.Tensor4D, b)))(a);
      expect(tf.max(tf.abs(gradient)).dataSync()[0]).toBeGreaterThan(1e-5);
    });
    plain.dispose();
    weighted.dispose();
  });

  test('refuses options and files that do not fit', async () => {
    await expect(perceptualExtractor(bytes, { network: 'resnet' as 'vgg16' })).rejects.toThrow(
      /network must be one of alexnet, vgg16, vgg19\. Got 'resnet'/,
    );
    await expect(perceptualExtractor(bytes, { network: 'alexnet', layers: [13] })).rejects.toThrow(
      /layers must be integers from 0 to 12\. Got \[13\]/,
    );
    await expect(perceptualExtractor(bytes, { network: 'vgg16' })).rejects.toThrow(
      /expected the tensors of VGG-16 and no others\. Got also features\.3/,
    );
    await expect(perceptualExtractor(bytes, { network: 'alexnet', classifier: true })).rejects.toThrow(
      /'classifier\.1\.weight' must be a tensor \[4096,9216\]\. Got none/,
    );
    await expect(perceptualExtractor(bytes, { network: 'alexnet', lin: writeSafetensors(new Map()) })).rejects.toThrow(
      /lin: 'lin0\.model\.1\.weight' must be/,
    );
    const extractor = await perceptualExtractor(bytes, { network: 'alexnet' });
    await expect(extractor.extract(tf.zeros([1, 64, 64, 1]))).rejects.toThrow(/images must be \[N, H, W, 3\]/);
    extractor.dispose();
  });
});
