import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { installGradients } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  batchNorm,
  type Block,
  bottleneckDown,
  bottleneckSame,
  bottleneckUp,
  chain,
  conditionalBatchNorm,
  conditioned,
  network,
  spectralNorm,
  tanh,
} from '../../index';
import { blockContract } from '../../testing/index';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const applied = (block: Block) => (x: SymbolicTensor) => block(x, 'block');
const activation = () => tanh();

describe('contract', () => {
  const cases = [
    ...blockContract('bottleneckUp', () => bottleneckUp({ channels: 2, activation }), {
      inputs: [2, 3, 4],
      outputShape: [4, 6, 2],
      refuses: [
        { make: () => applied(bottleneckUp({ channels: 0 })), error: 'bottleneckUp: channels must be a positive integer. Got 0.' },
        {
          make: () => applied(bottleneckUp({ channels: 2, ratio: 3 })),
          error:
            'bottleneckUp: ratio must be a positive integer that divides the channels. Got ratio 3, 4 channels. Give hiddenChannels instead.',
        },
        { inputs: [[4]], error: 'bottleneckUp: the input must be images [N, H, W, C]. Got [null, 4].' },
      ],
    }),
    ...blockContract('to more channels', () => bottleneckUp({ channels: 3, ratio: 1, upsampling: 'bilinear', activation }), {
      inputs: [2, 2, 2],
      outputShape: [4, 4, 3],
    }),
    ...blockContract(
      'with conditionalBatchNorm',
      (condition) => bottleneckUp({ channels: 2, norm: () => conditioned(conditionalBatchNorm(), condition), activation }),
      { inputs: [{ shape: [2, 2, 4] }, { shape: [3] }], outputShape: [4, 4, 2], trainingDiffers: true },
    ),
    ...blockContract('bottleneckDown', () => bottleneckDown({ channels: 8, activation }), {
      inputs: [4, 4, 4],
      outputShape: [2, 2, 8],
      refuses: [
        {
          make: () => applied(bottleneckDown({ channels: 6 })),
          error: 'bottleneckDown: ratio must be a positive integer that divides the channels.',
        },
        { inputs: [[4, 4]], error: 'bottleneckDown: the input must be images' },
      ],
    }),
    ...blockContract('with spectralNorm', () => bottleneckDown({ channels: 8, reparam: spectralNorm({ warmUp: 1 }) }), {
      inputs: [4, 4, 4],
      outputShape: [2, 2, 8],
      trainingDiffers: true,
      derivatives: 'none',
    }),
    ...blockContract('bottleneckSame', () => bottleneckSame({ channels: 4, hiddenChannels: 3, activation }), {
      inputs: [3, 2, 4],
      outputShape: [3, 2, 4],
      refuses: [{ inputs: [[4]], error: 'bottleneckSame: the input must be images' }],
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

test('layers have names by what they are', () => {
  const net = network(chain({ shape: [4, 4, 4] }, bottleneckUp({ channels: 2, norm: () => batchNorm() }), bottleneckDown({ channels: 4 })));
  const names = net.model.layers.map(({ name }) => name).filter((name) => /conv|orm|Channels|concatenate/.test(name));
  const norms = [1, 2, 3, 4].map((i) => `block1/batchNorm${i}`);
  const convolutions = ['block1', 'block2'].flatMap((block) => [1, 2, 3, 4].map((i) => `${block}/conv${i}`));
  const shortcuts = ['block1/shortcut/firstChannels1', 'block2/shortcut/conv', 'block2/shortcut/concatenate'];
  expect(names.sort()).toEqual([...norms, ...convolutions, ...shortcuts].sort());
  net.dispose();
});
