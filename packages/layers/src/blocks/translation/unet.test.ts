import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { installGradients, randomStream } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { batchNorm, chain, input, network, unet, type UnetArgs } from '../../index';
import { countWeights } from '../../testing/countWeights';
import { blockContract } from '../../testing/index';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const small: UnetArgs = { channels: 2, levels: 3, outputChannels: 2 };

describe('contract', () => {
  const cases = [
    ...blockContract('unet', () => unet({ ...small, dropoutLevels: [] }), {
      inputs: [8, 16, 3],
      outputShape: [8, 16, 2],
      trainingDiffers: true,
      derivatives: 'none',
      refuses: [
        {
          inputs: [[8, 12, 3]],
          error:
            'unet: height and width must be multiples of 8, to be halved 3 times. Got 8 x 12. Resize the image, or halve it less often.',
        },
        { inputs: [[8, 3]], error: 'unet: the input must be images [N, H, W, C]. Got [null, 8, 3]' },
      ],
    }),
    ...blockContract('with instance norm', () => unet({ ...small, norm: 'instance', dropoutRate: 0 }), {
      inputs: [16, 16, 1],
      outputShape: [16, 16, 2],
      derivatives: 'none',
    }),
    ...blockContract('with dropout and no norm', () => unet({ ...small, norm: 'none' }), {
      inputs: [8, 8, 3],
      trainingDiffers: true,
      derivatives: 'none',
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

describe('unet', () => {
  test.each([
    [{ levels: 1 }, 'unet: levels must be an integer >= 2. Got 1.'],
    [{ kernelSize: 3 }, 'unet: kernelSize must be even, so that sizes halve and double. Got 3.'],
    [{ channels: 0 }, 'unet: channels must be a positive integer. Got 0.'],
    [{ norm: 'layer' as 'batch' }, "unet: norm must be 'batch', 'instance', 'none' or a function that makes a part. Got \"layer\"."],
  ])('refuses %j', (args, message) => {
    expect(() => unet(args)).toThrow(message);
  });

  test('names its layers by level, the outermost first', () => {
    const model = chain({ shape: [8, 8, 3] }, unet(small));
    const weights = model.trainableWeights.map(({ name }) => name).filter((name) => name.includes('kernel'));
    const names = ['down1', 'down2', 'down3', 'up3', 'up2', 'up1'].map((level) => `block1/${level}/conv/kernel`);
    expect(weights.map((name) => name.replace(/_\d+$/, ''))).toEqual(names);
    model.dispose();
  });

  test('drops where it is told to: the innermost levels as in the paper, and never the outermost', () => {
    const droppedAt = (args: UnetArgs): string[] => {
      const model = chain({ shape: [32, 32, 3] }, unet({ channels: 1, levels: 5, ...args }));
      const names = model.layers.map(({ name }) => name).filter((name) => name.includes('dropout'));
      model.dispose();
      return names.map((name) => name.split('/')[1]!);
    };
    expect(droppedAt({})).toEqual(['up5', 'up4', 'up3']);
    expect(droppedAt({ dropoutLevels: [1, 2, 3, 4] })).toEqual(['up4', 'up3', 'up2']);
    expect(droppedAt({ dropoutRate: 0 })).toEqual([]);
  });

  test('dropout is its noise: a call in training with still statistics draws anew and moves nothing', () => {
    const net = network(chain({ shape: [8, 8, 3] }, unet(small)));
    const x = randomStream(1).normal([1, 8, 8, 3]);
    const images = (seed: number): number[] => {
      const y = net.apply(x, { training: true, random: randomStream(seed), updateStatistics: false });
      return [...y.dataSync()];
    };
    const before = net.statistics.map((variable) => [...variable.dataSync()]);
    expect(images(1)).not.toEqual(images(2));
    expect(images(1)).toEqual(images(1));
    expect(net.statistics.map((variable) => [...variable.dataSync()])).toEqual(before);
    net.dispose();
  });

  test('each use of the block makes layers of its own', () => {
    const twice = unet({ ...small, levels: 2, outputChannels: 3 });
    const model = chain({ shape: [4, 4, 3] }, twice, twice);
    expect(model.getWeights()).toHaveLength(2 * 9); // 4 kernels, 1 bias, 4 of a normalization
    model.dispose();
  });

  test('takes images of any size where it is not told', () => {
    const model = chain({ shape: [null, null, 3] }, unet({ ...small, norm: () => batchNorm({ epsilon: 1e-3 }) }));
    const y = model.apply(tf.zeros([1, 16, 24, 3])) as Tensor;
    expect(y.shape).toEqual([1, 16, 24, 2]);
    model.dispose();
  });

  test('has as many weights as the published networks', () => {
    const count = (resolution: number, levels: number): number =>
      countWeights(() => unet({ levels })(input({ shape: [resolution, resolution, 3] }), ''));
    expect(count(256, 8)).toBe(54_413_955);
    expect(count(128, 7)).toBe(41_828_995);
  });
});
