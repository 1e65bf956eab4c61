import { type AdaptiveAugmentation, adam, lazyAdam } from '@ganblocks/core';
import { chain, conv2d, dense, flatten, leakyRelu, network } from '@ganblocks/layers';
import { nonSaturating, r1 } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem, dcganGenerator } from '@ganblocks/models';

const LATENTS = 64;
const EVERY = 8;
const rates = { learningRate: 1e-3, beta1: 0.5 };
const halving = { kernelSize: 4, stride: 2, padding: 1 };

/**
 * A small DCGAN generator against a discriminator without batch norm, which would tell a batch of reals from one of fakes as a whole;
 * under a weak R1, so that it can learn images by heart where they are few.
 */
export function digitGame(augment: AdaptiveAugmentation): AdversarialSystem {
  const config = { resolution: 28, imageChannels: 1, latentSize: LATENTS, width: 16, seed: 1 };
  const generator = network(dcganGenerator(config), { name: 'generator' });
  const discriminator = network(
    chain(
      { shape: [28, 28, 1], name: 'discriminator', seed: 2 },
      ...[conv2d({ ...halving, channels: 32 }), leakyRelu(), conv2d({ ...halving, channels: 64 }), leakyRelu()],
      ...[flatten(), dense({ units: 64 }), leakyRelu(), dense({ units: 1 })],
    ),
  );
  return adversarial({
    ...{ generator, discriminator, latentSize: LATENTS, augment, loss: nonSaturating(), penalties: [r1({ gamma: 0.05, every: EVERY })] },
    optimizers: { generator: adam([generator], rates), discriminator: lazyAdam([discriminator], { ...rates, every: EVERY }) },
  });
}
