import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { network } from '@ganblocks/layers';
import { sganClassifier } from './classifier';
import { type SganConfig, sganConfig } from './config';
import { sganGenerator } from './generator';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('networks', () => {
  test('of the released code: the shapes of what is fed on', () => {
    const outputs = (model: ReturnType<typeof sganClassifier>): string[] => {
      const shapes = model.layers.filter(({ name }) => !name.includes('/') || /conv|mix/.test(name)).map(({ name, outputShape }) => `${name} ${outputShape.slice(1).join('x')}`); // prettier-ignore
      model.dispose();
      return [...new Set(shapes.map((shape) => shape.replace(/\/leakyRelu/, '')))];
    };
    expect(outputs(sganClassifier()).slice(1)).toEqual([
      'hidden1 1000',
      'hidden2 500',
      'hidden3 250',
      'hidden4 250',
      'hidden5 250',
      'logits 10',
    ]);
    expect(outputs(sganGenerator()).slice(1)).toEqual(['hidden1 500', 'hidden2 500', 'image 784']);
    expect(outputs(sganClassifier({ networks: 'convolution' })).slice(1)).toEqual([
      ...['stage1/conv1 32x32x96', 'stage1/conv2 32x32x96', 'stage1/conv3 16x16x96'],
      ...['stage2/conv1 16x16x192', 'stage2/conv2 16x16x192', 'stage2/conv3 8x8x192'],
      ...['last/conv 6x6x192', 'last/mix1 6x6x192', 'last/mix2 6x6x192', 'logits 10'],
    ]);
    expect(outputs(sganGenerator({ networks: 'convolution' })).slice(1)).toEqual([
      'project 8192',
      'up1 8x8x256',
      'up2 16x16x128',
      'image 32x32x3',
    ]);
  });

  test('a classifier by itself is a network of two outputs', () => {
    const net = network<tf.Tensor, tf.Tensor[]>(sganClassifier({ resolution: 4, classes: 2, classifierUnits: [6, 5], form: 'fakeClass' }));
    const [logits, features] = net.apply(tf.zeros([2, 4, 4, 1]), { training: false });
    expect([logits!.shape, features!.shape]).toEqual([[2, 3], [2, 5]]); // prettier-ignore
    net.dispose();
  });
});

describe('sganConfig', () => {
  test('has defaults by networks', () => {
    expect(sganConfig()).toMatchObject({ resolution: 28, learningRate: 3e-3, featureDistance: 'square', generatorLoss: 'featureMatching' });
    expect(sganConfig({ networks: 'convolution' })).toMatchObject({ resolution: 32, imageChannels: 3, featureDistance: 'absolute' });
    expect(sganConfig({ form: 'fakeClass' }).generatorLoss).toBe('minimax');
  });

  test.each([
    [{ networks: 'conv' }, "networks must be 'dense' or 'convolution' or 'dcgan'. Got \"conv\"."],
    [{ form: 'k' }, "form must be 'classLogits' or 'fakeClass'."],
    [{ generatorLoss: 'minimax' }, "generatorLoss 'minimax' is against a class of fakes, which form 'classLogits' has not."],
    [{ networks: 'convolution', resolution: 20 }, 'resolution must be 16, 32, 64'],
    [
      { networks: 'convolution', classifierWidths: [1, 2, 3, 4] },
      'must leave 3 x 3 pixels at least, since each halves the image. Got 4 of them for 32.',
    ],
    [{ classes: 1 }, 'classes must be an integer >= 2. Got 1.'],
    [{ unlabelledWeight: -1 }, 'unlabelledWeight must be in [0, ∞). Got -1.'],
    [{ hiddenDropout: 1 }, 'hiddenDropout must be in [0, 1). Got 1.'],
    [{ classifierUnits: [] }, 'classifierUnits must be a list of integers'],
    [{ labels: 10 }, "'labels' is no option."],
  ])('refuses %j', (config, message) => {
    expect(() => sganConfig(config as Partial<SganConfig>)).toThrow(message);
  });
});
