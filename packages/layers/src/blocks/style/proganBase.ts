import { checkCount } from '../../convolution/convolution';
import { type Block, sequence } from '../../model/sequence';
import { biasAct } from '../../activation/biasAct';
import { reshape } from '../../shape/reshape';
import { equalized } from './equalized';
import { pathOf } from '../path';
import { pixelNormOf } from './proganUp';

export interface ProganBaseArgs {
  /** Of the first feature maps. */
  readonly channels: number;
  /** Height and width. Default 4. */
  readonly size?: number;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
  /** Of the latents, and behind each rectifier. Default 'pixelNorm'. */
  readonly norm?: 'pixelNorm' | 'none';
}

/**
 * The first stage of ProGAN's generator: latents of length √D, a dense layer that makes the first feature maps of them, one convolution;
 * a leaky rectifier and a pixelwise normalization behind each. The dense layer's gain is √2 / 4, its bias one number a channel.
 *
 * Shapes: `[N, D]` → `[N, size, size, channels]`. Weights: `<name>/dense`, `<name>/bias`, `<name>/conv`. Training and inference alike.
 * Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range.
 * @see Karras et al. 2018, "Progressive Growing of GANs", appendix A, table 2, https://arxiv.org/abs/1710.10196
 * @example const generator = chain({ shape: [64], name: 'generator' }, proganBase({ channels: 32 }), toRgb());
 */
export function proganBase({ channels, size = 4, slope = 0.2, norm = 'pixelNorm' }: ProganBaseArgs): Block {
  for (const [option, count] of Object.entries({ channels, size })) checkCount('proganBase', option, count);
  const { convolution, dense, rectifier } = equalized('proganBase', { slope });
  const normalization = pixelNormOf('proganBase', norm);
  return (x, name) =>
    sequence(
      ...normalization(),
      dense({ name: pathOf(name, 'dense'), units: size ** 2 * channels, useBias: false, gain: Math.SQRT2 / 4 }),
      reshape({ shape: [size, size, channels] }),
      biasAct({ name: pathOf(name, 'bias'), activation: 'leakyRelu', slope, gain: 1 }),
      ...normalization(),
      convolution({ name: pathOf(name, 'conv'), channels, kernelSize: 3 }),
      rectifier(),
      ...normalization(),
    )(x, name);
}
