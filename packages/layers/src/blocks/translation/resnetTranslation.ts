import { check } from '@ganblocks/core';
import type { Block } from '../../model/sequence';
import { pathOf } from '../path';
import { resnetDecoder, type ResnetDecoderArgs } from './resnetDecoder';
import { resnetEncoder } from './resnetEncoder';
import type { TranslationArgs } from './translationParts';
import { translationResidual, type TranslationResidualArgs } from './translationResidual';

export interface ResnetTranslationArgs extends TranslationArgs {
  /** At full resolution; each halving doubles them. Default 64. */
  readonly channels?: number;
  /** Default 2. */
  readonly halvings?: number;
  /** Residual blocks in between. Default 9; 6 for images of 128 pixels. */
  readonly blocks?: number;
  /** Of the image. Default 3. */
  readonly outputChannels?: number;
  /** Of the first and the last convolution: odd. Default 7. */
  readonly kernelSize?: number;
  /** 'image', or 'features': without the last convolution and tanh, for a network that continues. Default 'image'. */
  readonly output?: Required<ResnetDecoderArgs>['output'];
  /** Makes a part in the middle of each residual block, such as `() => dropout()`. Default: none. */
  readonly between?: TranslationResidualArgs['between'];
}

/**
 * The residual translation network: `resnetEncoder`, `blocks` times `translationResidual`, `resnetDecoder`.
 *
 * As it is, CycleGAN's generator; with `halvings: 4` pix2pixHD's global one; with `padding: 'zero'`, `resampleKernelSize: 4`, `blocks: 6`,
 * and `norm: () => instanceNorm({ trackStatistics: true })`, StarGAN's, whose label planes would vanish behind reflection and instance
 * norm. Shapes: `[N, H, W, C]` → `[N, H, W, outputChannels]`, H and W multiples of 2^halvings. Layers: `<name>/stem/conv`, `half1/conv`,
 * `residual1/conv1`, `double1/conv`, `image/conv`. Each use of the block makes its own layers. Differentiable to any order. The model
 * disposes it.
 *
 * @throws GanError where an option is out of range, or the image cannot be halved so often.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", section 7.2, https://arxiv.org/abs/1703.10593
 * @see Wang et al. 2018, "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", section 3.2, https://arxiv.org/abs/1711.11585
 * @see Choi et al. 2018, "StarGAN", https://arxiv.org/abs/1711.09020
 * @example const generator = chain({ shape: [32, 32, 3], name: 'generator' }, resnetTranslation({ channels: 4, blocks: 2 }));
 */
export function resnetTranslation(options: ResnetTranslationArgs = {}): Block {
  const { channels = 64, halvings = 2, blocks = 9, outputChannels = 3, kernelSize = 7, output = 'image', between, ...args } = options;
  check(Number.isInteger(blocks) && blocks >= 0, () => `resnetTranslation: blocks must be an integer >= 0. Got ${blocks}.`);
  const encoder = resnetEncoder({ ...args, channels, halvings, kernelSize });
  const refining = translationResidual({ ...args, ...(between ? { between } : {}) });
  const decoder = resnetDecoder({ ...args, channels, doublings: halvings, outputChannels, kernelSize, output });
  return (x, name) => {
    let y = encoder(x, name);
    for (let i = 1; i <= blocks; i++) y = refining(y, pathOf(name, `residual${i}`));
    return decoder(y, name);
  };
}
