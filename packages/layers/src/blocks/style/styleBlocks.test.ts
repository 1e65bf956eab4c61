import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { installGradients } from '@ganblocks/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Block,
  chain,
  fading,
  fromRgb,
  initializers,
  input,
  minibatchHead,
  msgDown,
  named,
  network,
  proganBase,
  proganDown,
  proganUp,
  r3ganBasis,
  r3ganBlock,
  r3ganDown,
  r3ganHead,
  r3ganUp,
  sequence,
  stylegan2Base,
  stylegan2Down,
  stylegan2Synthesis,
  stylegan2ToRgb,
  styleganBase,
  styleganSynthesis,
  toRgb,
} from '../../index';
import { blockContract } from '../../testing/index';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installGradients();
});

/** Linear, so that finite differences meet no kink. */
const slope = 1;
const normal = initializers.normal({ deviation: 0.5 });
const small = [2, 2, 2] as const;
const [latents, image] = [{ shape: [3] }, { shape: [4, 4, 2] }] as const;
const ofCount = (block: string, option = 'channels'): string => `${block}: ${option} must be a positive integer. Got 0.`;
const w = (): SymbolicTensor => input({ shape: [3], name: 'other' });

describe('contract', () => {
  const cases = [
    ...blockContract('proganBase', () => proganBase({ channels: 2, size: 3, slope }), {
      inputs: [3],
      outputShape: [3, 3, 2],
      weights: ['kernel', 'bias', 'kernel', 'bias'],
      refuses: [
        { make: () => () => proganBase({ channels: 0 })(w(), 'block'), error: ofCount('proganBase') },
        {
          make: () => () => proganBase({ channels: 1, norm: 'batch' as 'none' })(w(), 'block'),
          error: "norm must be 'pixelNorm' or 'none'",
        },
      ],
    }),
    ...blockContract('proganUp', () => proganUp({ channels: 3, slope }), {
      inputs: small,
      outputShape: [4, 4, 3],
      refuses: [
        { make: () => () => proganUp({ channels: 2, factor: 0 })(w(), 'block'), error: ofCount('proganUp', 'factor') },
        { inputs: [[3]], error: 'must be images' },
      ],
    }),
    ...blockContract('proganDown', () => proganDown({ channels: 3, filter: [1, 2, 1], slope }), {
      inputs: [4, 6, 2],
      outputShape: [2, 3, 3],
      refuses: [{ inputs: [[3]], error: 'proganDown: the input must be images [N, H, W, C]. Got [null, 3].' }],
    }),
    ...blockContract('fromRgb and toRgb', () => sequence(fromRgb({ channels: 4, slope }), toRgb({ channels: 1 })), {
      inputs: small,
      outputShape: [2, 2, 1],
      refuses: [
        { make: () => () => toRgb({ channels: 0 })(w(), 'block'), error: ofCount('toRgb') },
        { make: () => () => fromRgb({ channels: 0 })(w(), 'block'), error: ofCount('fromRgb') },
      ],
    }),
    ...blockContract('minibatchHead', () => minibatchHead({ units: 4, outputs: 2, groupSize: 3, slope }), {
      inputs: small,
      outputShape: [2],
      refuses: [
        { make: () => () => minibatchHead({ gainOn: 'both' as 'kernel' })(w(), 'block'), error: "gainOn must be 'kernel' or 'activation'" },
        { inputs: [[3]], error: 'minibatchHead: the input must be images' },
      ],
    }),
    ...blockContract('msgDown', (rgb) => msgDown({ channels: 3, image: rgb, form: 'linearConcat', groupSize: 3, slope }), {
      inputs: [{ shape: [4, 4, 2] }, { shape: [4, 4, 3] }],
      outputShape: [2, 2, 3],
    }),
    ...blockContract(
      'fading',
      (alpha) => fading({ alpha, before: named('old', toRgb()), after: sequence(fromRgb({ channels: 2, slope }), toRgb()) }),
      { inputs: [{ shape: small }, { shape: [] }], outputShape: [2, 2, 3] },
    ),
    ...blockContract('styleganBase', () => (x, name) => styleganBase({ channels: 2, latents: x, slope })(x, name), {
      inputs: [3],
      outputShape: [4, 4, 2],
      constants: ['noise'],
      refuses: [{ make: () => () => styleganBase({ channels: 0, latents: w() })(w(), 'block'), error: ofCount('styleganBase') }],
    }),
    ...blockContract('styleganSynthesis', (latent) => styleganSynthesis({ channels: 3, latents: [latent, latent], slope, noise: 'none' }), {
      inputs: [{ shape: small }, latents],
      outputShape: [4, 4, 3],
      refuses: [
        {
          make: () => () => styleganSynthesis({ channels: 1, latents: [w()] })(w(), 'block'),
          error: 'latents must be one w, or 2, one a layer. Got 1.',
        },
      ],
    }),
    ...blockContract('stylegan2Base', () => (x, name) => stylegan2Base({ channels: 2, latents: x, slope, size: 2 })(x, name), {
      inputs: [3],
      outputShape: [2, 2, 2],
      constants: ['noise'],
    }),
    ...(['skip', 'residual'] as const).flatMap((form) =>
      blockContract(`stylegan2Synthesis, ${form}`, (latent) => stylegan2Synthesis({ channels: 3, latents: latent, slope, form }), {
        inputs: [{ shape: small }, latents],
        outputShape: [4, 4, 3],
        constants: ['noise'],
        refuses: [
          { make: () => () => stylegan2Synthesis({ channels: 0, latents: w() })(w(), 'block'), error: ofCount('stylegan2Synthesis') },
          {
            make: () => () => stylegan2Synthesis({ channels: 1, latents: w(), kernelSize: 2 })(w(), 'block'),
            error: 'stylegan2Synthesis: kernelSize must be odd. Got 2.',
          },
        ],
      }),
    ),
    ...blockContract('stylegan2ToRgb', (latent, last) => stylegan2ToRgb({ latents: latent, image: last, channels: 2 }), {
      inputs: [{ shape: [8, 8, 3] }, latents, image],
      outputShape: [8, 8, 2],
    }),
    ...(['residual', 'plain'] as const).flatMap((form) =>
      blockContract(`stylegan2Down, ${form}`, () => stylegan2Down({ channels: 3, slope, form }), {
        inputs: [4, 6, 2],
        outputShape: [2, 3, 3],
        refuses: [
          {
            make: () => () => stylegan2Down({ channels: 1, filter: [1, -1] })(image4(), 'block'),
            error: 'filter must have taps with a sum',
          },
          { inputs: [[3]], error: 'stylegan2Down: the input must be images' },
        ],
      }),
    ),
    ...blockContract(
      'r3ganBlock',
      () => r3ganBlock({ groups: 2, blocks: 4, slope, lastInitializer: normal, scaleInitializer: initializers.constant(0.5) }),
      {
        inputs: [3, 2, 2],
        outputShape: [3, 2, 2],
        refuses: [
          { make: () => () => r3ganBlock({ groups: 0 })(image4(), 'block'), error: ofCount('r3ganBlock', 'groups') },
          {
            make: () => () => r3ganBlock({ groups: 3 })(image4(), 'block'),
            error: 'r3ganBlock: groups must divide the inner channels. Got groups 3, channels 2 · 2.',
          },
        ],
      },
    ),
    ...blockContract('r3ganUp', () => r3ganUp({ channels: 3 }), { inputs: small, outputShape: [4, 4, 3], weights: ['kernel'] }),
    ...blockContract('r3ganDown', () => r3ganDown(), { inputs: [4, 4, 2], outputShape: [2, 2, 2], weights: [] }),
    ...blockContract('r3ganBasis', () => r3ganBasis({ channels: 2 }), { inputs: [3], outputShape: [4, 4, 2] }),
    ...blockContract('r3ganHead', () => r3ganHead({ outputs: 2 }), {
      inputs: [4, 3, 2],
      outputShape: [2],
      refuses: [{ inputs: [[3]], error: 'r3ganHead: the input must be images' }],
    }),
  ];
  for (const { name, run } of cases) test(name, run);
});

function image4(): SymbolicTensor {
  return input({ shape: [4, 4, 2], name: 'image4' });
}

describe('names and first weights', () => {
  const namesOf = (block: Block, shape: readonly number[]): string[] => {
    const net = network(chain({ shape, name: 'net' }, named('8x8', block)));
    const names = net.trainable.map(({ name }) => name.replace('net/8x8/', ''));
    net.dispose();
    return names.sort();
  };

  test('follow from the place in the block', () => {
    const conv = (path: string): string[] => [`${path}/bias`, `${path}/kernel`];
    expect(namesOf(proganUp({ channels: 2 }), small)).toEqual([...conv('conv1'), ...conv('conv2')]);
    expect(namesOf(stylegan2Down({ channels: 2 }), [4, 4, 2])).toEqual([...conv('conv1'), ...conv('conv2'), 'shortcut/conv/kernel']);
    expect(namesOf(r3ganBlock({ groups: 1 }), small)).toEqual([...conv('conv1'), ...conv('conv2'), 'conv3/kernel']);
    expect(namesOf(r3ganHead(), small)).toEqual(['basis/kernel', 'weigh/kernel']);
  });

  test('R3GAN’s block begins as the identity, its kernels as Fixup says', async () => {
    const net = network(chain({ shape: [2, 2, 16], seed: 3 }, r3ganBlock({ groups: 4, blocks: 16 })));
    const x = tf.randomNormal([1, 2, 2, 16], 0, 1, 'float32', 5);
    const y = net.apply(x, { training: true });
    expect(await y.data()).toEqual(await x.data());
    const kernel = net.trainable.find(({ name }) => name.endsWith('conv2/kernel'))!;
    const deviation = Math.sqrt([...(await kernel.data<'float32'>())].reduce((sum, value) => sum + value ** 2, 0) / kernel.size);
    expect(kernel.shape).toEqual([3, 3, 8, 32]);
    expect(deviation).toBeCloseTo(Math.sqrt(2 / 1.04 / 72) * 16 ** -0.25, 2);
    tf.dispose([x, y]);
    net.dispose();
  });

  test('StyleGAN begins from ones, and adds no noise', () => {
    const latent = w();
    const features = styleganBase({ channels: 2, latents: latent })(latent, '4x4');
    const net = network(tfl.model({ inputs: latent, outputs: features, name: 'net' }));
    const values = Object.fromEntries(net.trainable.map((weight) => [weight.name.replace('net/4x4/', ''), [...weight.dataSync()]]));
    expect(values['constant/constant']).toEqual(new Array(32).fill(1));
    expect([values['layer1/noise/strength'], values['layer2/noise/strength']]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    net.dispose();
  });
});
