import { check } from '@ganblocks/core';
import { relu } from '../../activation/relu';
import { tanh } from '../../activation/tanh';
import { checkCount } from '../../convolution/convolution';
import { type Block, sequence } from '../../model/sequence';
import { pathOf } from '../path';
import { checkCounts, type TranslationArgs, translationParts } from './translationParts';

export interface ResnetDecoderArgs extends TranslationArgs {
  /** At full resolution; each doubling halves them on the way there. Default 64. */
  readonly channels?: number;
  /** Default 2. */
  readonly doublings?: number;
  /** Of the image. Default 3. */
  readonly outputChannels?: number;
  /** Of the last convolution: odd. Default 7. */
  readonly kernelSize?: number;
  /** 'image' ends in a convolution and tanh, 'features' before both, for a network that continues. Default 'image'. */
  readonly output?: 'image' | 'features';
}

/**
 * The last third of a residual translation network: `doublings` transposed convolutions, each with norm and rectifier, then a 7×7
 * convolution to the image and tanh.
 *
 * Shapes: `[N, H, W, C]` → `[N, H · 2^doublings, W · 2^doublings, outputChannels]`, or `channels` of them with `output: 'features'`. Layers:
 * `<name>/double1/conv` …, `<name>/image/conv`. Each use of the block makes its own layers. Differentiable to any order.
 * The model disposes it.
 *
 * @throws GanError where an option is out of range.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", section 7.2, https://arxiv.org/abs/1703.10593
 * @example const images = chain({ shape: [8, 8, 32] }, resnetDecoder({ channels: 8 })); // [N, 32, 32, 3]
 */
export function resnetDecoder(options: ResnetDecoderArgs = {}): Block {
  const { channels = 64, doublings = 2, outputChannels = 3, kernelSize = 7, output = 'image', ...args } = options;
  checkCounts('resnetDecoder', channels, 'doublings', doublings, kernelSize);
  checkCount('resnetDecoder', 'outputChannels', outputChannels);
  check(['image', 'features'].includes(output), () => `resnetDecoder: output must be 'image' or 'features'. Got '${output}'.`);
  const { same, double, norm } = translationParts('resnetDecoder', args);
  return (x, name) => {
    let y = x;
    for (let i = 1; i <= doublings; i++) {
      const here = pathOf(name, `double${i}`);
      y = sequence(double(`${here}/conv`, channels * 2 ** (doublings - i)), ...norm(), relu())(y, here);
    }
    if (output === 'features') return y;
    const image = pathOf(name, 'image');
    return sequence(...same(`${image}/conv`, outputChannels, kernelSize), tanh())(y, image);
  };
}
