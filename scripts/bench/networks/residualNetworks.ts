import type { LayersModel } from '@tensorflow/tfjs-layers';
import {
  batchNorm,
  chain,
  conv2d,
  dense,
  globalSumPool,
  type Reparam,
  relu,
  reshape,
  residualDown,
  residualSame,
  residualUp,
  tanh,
} from '@ganblocks/layers';

const channels = 64;

/** SN-GAN's generator for 32×32 images, at a width of 64: latents `[N, 128]` → `[N, 32, 32, 3]`. */
export function residualGenerator(): LayersModel {
  const up = { channels, norm: () => batchNorm() };
  return chain(
    { shape: [128], name: 'generator' },
    dense({ units: 4 * 4 * channels }),
    reshape({ shape: [4, 4, channels] }),
    residualUp(up),
    residualUp(up),
    residualUp(up),
    batchNorm(),
    relu(),
    conv2d({ channels: 3, kernelSize: 3, padding: 1 }),
    tanh(),
  );
}

/** Its critic, with or without a reparametrization of every layer: `[N, 32, 32, 3]` → `[N, 1]`. */
export function residualCritic(reparam?: Reparam): LayersModel {
  const kernel = { channels, reparam };
  return chain(
    { shape: [32, 32, 3], name: 'discriminator' },
    residualDown(kernel),
    residualDown(kernel),
    residualSame(kernel),
    residualSame(kernel),
    relu(),
    globalSumPool(),
    dense({ units: 1, reparam }),
  );
}
