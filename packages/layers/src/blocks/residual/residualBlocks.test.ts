import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { installGradients, randomStream } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  batchNorm,
  type Block,
  chain,
  conditionalBatchNorm,
  conditioned,
  equalizedLearningRate,
  initializers,
  layerNorm,
  leakyRelu,
  type ModelNetwork,
  network,
  residualDown,
  residualSame,
  residualUp,
  spectralNorm,
  tanh,
} from '../../index';
import { blockContract } from '../../testing/index';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

const reparam = spectralNorm({ warmUp: 1 });
const namesOf = ({ trainable }: ModelNetwork): string[] => trainable.map(({ name }) => name.replace('network/block1/', ''));
const applied = (block: Block) => (x: SymbolicTensor) => block(x, 'block');

describe('contract', () => {
  const cases = [
    ...blockContract('residualUp', () => residualUp({ channels: 3, activation: () => tanh() }), {
      inputs: [3, 2, 2],
      outputShape: [6, 4, 3],
      refuses: [
        { make: () => applied(residualUp({ channels: 0 })), error: 'residualUp: channels must be a positive integer. Got 0.' },
        {
          make: () => applied(residualUp({ channels: 1, hiddenChannels: 1.5 })),
          error: 'residualUp: hiddenChannels must be a positive integer.',
        },
        {
          make: () => applied(residualUp({ channels: 1, upsampling: 'cubic' as 'nearest' })),
          error: "residualUp: upsampling must be one of 'nearest'",
        },
        { inputs: [[3]], error: 'residualUp: the input must be images [N, H, W, C]. Got [null, 3].' },
      ],
    }),
    ...blockContract(
      'with batchNorm',
      () => residualUp({ channels: 2, hiddenChannels: 3, upsampling: 'bilinear', norm: () => batchNorm(), activation: () => tanh() }),
      {
        inputs: [2, 2, 2],
        outputShape: [4, 4, 2],
        trainingDiffers: true,
      },
    ),
    ...blockContract(
      'with conditionalBatchNorm',
      (condition) => residualUp({ channels: 2, norm: () => conditioned(conditionalBatchNorm(), condition), activation: () => tanh() }),
      { inputs: [{ shape: [2, 2, 2] }, { shape: [3] }], outputShape: [4, 4, 2], trainingDiffers: true },
    ),
    ...blockContract('residualDown', () => residualDown({ channels: 3, preactivation: true, activation: () => tanh() }), {
      inputs: [4, 5, 2],
      outputShape: [2, 2, 3],
      refuses: [
        { make: () => applied(residualDown({ channels: -1 })), error: 'residualDown: channels must be a positive integer. Got -1.' },
        { inputs: [[4, 4]], error: 'residualDown: the input must be images' },
      ],
    }),
    ...blockContract(
      'with layerNorm',
      () => residualDown({ channels: 2, preactivation: true, norm: () => layerNorm(), activation: () => tanh() }),
      {
        inputs: [4, 4, 2],
      },
    ),
    ...blockContract('with spectralNorm', () => residualDown({ channels: 3, reparam }), {
      inputs: [4, 4, 2],
      outputShape: [2, 2, 3],
      trainingDiffers: true,
      derivatives: 'none',
    }),
    ...blockContract('residualSame', () => residualSame({ channels: 2, activation: () => tanh() }), {
      inputs: [3, 3, 2],
      outputShape: [3, 3, 2],
      refuses: [
        { make: () => applied(residualSame({ channels: NaN })), error: 'residualSame: channels must be a positive integer. Got NaN.' },
        { inputs: [[3]], error: 'residualSame: the input must be images' },
      ],
    }),
    ...blockContract('with a shortcut', () => residualSame({ channels: 3, preactivation: false, activation: () => leakyRelu() }), {
      inputs: [3, 3, 2],
      outputShape: [3, 3, 3],
      derivatives: 'none',
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

describe('layers', () => {
  const build = (block: Block): ModelNetwork => network(chain({ shape: [4, 4, 3] }, block));
  const kernelsOf = ({ trainable }: ModelNetwork): Record<string, number[]> =>
    Object.fromEntries(
      trainable.filter(({ name }) => name.endsWith('kernel')).map(({ name, shape }) => [name.split('block1/')[1]!, shape]),
    );

  test('have names by what they are', () => {
    const net = build(residualUp({ channels: 2, norm: () => batchNorm() }));
    const [first, second] = [1, 2].map((i) => [`batchNorm${i}/scale`, `batchNorm${i}/offset`]);
    const convolutions = ['conv1', 'conv2', 'shortcut/conv'].flatMap((word) => [`${word}/kernel`, `${word}/bias`]);
    expect(namesOf(net).sort()).toEqual([...first!, ...second!, ...convolutions].sort());
    net.dispose();
  });

  test('are as wide within as without, or as is asked for', () => {
    const nets = [residualDown({ channels: 6 }), residualUp({ channels: 6, hiddenChannels: 5 })].map(build);
    expect(nets.map((net) => kernelsOf(net)['conv1/kernel']![3])).toEqual([6, 5]);
    nets.forEach((net) => net.dispose());
  });

  test('of a discriminator’s first block read the image as it is', () => {
    const block = () => residualDown({ channels: 3, norm: () => batchNorm() });
    const rectifiersOf = (...blocks: readonly Block[]): string[] => {
      const model = chain({ shape: [4, 4, 3] }, ...blocks);
      const names = model.layers.map(({ name }) => name).filter((name) => /relu|batchNorm/.test(name));
      model.dispose();
      return names;
    };
    const behind = ['block2/batchNorm1', 'block2/relu1', 'block2/batchNorm2', 'block2/relu2'];
    expect(rectifiersOf(block(), block())).toEqual(['block1/batchNorm1', 'block1/relu1', ...behind]);
    expect(rectifiersOf(residualDown({ channels: 3, preactivation: true }))).toEqual(['block1/relu1', 'block1/relu2']);
  });

  test('belong to one application of the block', () => {
    const block = residualSame({ channels: 3 });
    const net = network(chain({ shape: [4, 4, 3] }, block, block));
    expect(net.trainable.map(({ name }) => name).filter((name) => name.endsWith('conv1/kernel'))).toHaveLength(2);
    net.dispose();
  });

  test('begin as SN-GAN’s do, unless a reparametrization or the caller says otherwise', async () => {
    const largest = async (net: ModelNetwork, word: string): Promise<number> => {
      const kernel = net.trainable.find(({ name }) => name.endsWith(`${word}/kernel`))!;
      const value = Math.max(...(await kernel.data()).map(Math.abs));
      net.dispose();
      return value;
    };
    const bound = (gain: number, fans: number): number => gain * Math.sqrt(6 / fans);
    const main = await largest(build(residualSame({ channels: 40, hiddenChannels: 40, reparam })), 'conv2');
    expect(main).toBeLessThanOrEqual(bound(Math.SQRT2, 9 * 80));
    expect(main).toBeGreaterThan(0.98 * bound(Math.SQRT2, 9 * 80));
    const shortcut = await largest(build(residualSame({ channels: 400 })), 'shortcut/conv');
    expect(shortcut).toBeLessThanOrEqual(bound(1, 403));
    expect(shortcut).toBeGreaterThan(0.98 * bound(1, 403));
    expect(await largest(build(residualSame({ channels: 40, reparam: equalizedLearningRate() })), 'conv2')).toBeGreaterThan(2); // N(0, 1)
    const half = initializers.constant(0.5);
    expect(await largest(build(residualSame({ channels: 4, initializer: half })), 'shortcut/conv')).toBe(0.5);
    expect(
      await largest(
        build(residualSame({ channels: 4, initializer: half, shortcutInitializer: initializers.constant(0.25) })),
        'shortcut/conv',
      ),
    ).toBe(0.25);
  });
});

test('a critic of them passes its gradient penalty on to every kernel', async () => {
  const down = () => residualDown({ channels: 4, activation: () => tanh() });
  const net = network(chain({ shape: [8, 8, 3] }, down(), down()));
  const x = randomStream(1).normal([2, 8, 8, 3]);
  const penalty = (): tf.Scalar => tf.sum(tf.square(tf.grad((at: Tensor) => tf.sum(net.apply(at, { training: true })))(x)));
  const { grads } = tf.variableGrads(penalty, [...net.trainable]);
  for (const { name } of net.trainable.filter((variable) => variable.name.endsWith('kernel')))
    expect(Math.max(...(await tf.abs(grads[name]!).data()))).toBeGreaterThan(0);
  net.dispose();
});
