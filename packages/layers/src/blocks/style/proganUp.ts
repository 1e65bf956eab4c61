import { check } from '@ganblocks/core';
import { checkCount } from '../../convolution/convolution';
import { type Block, type Part, sequence } from '../../model/sequence';
import { pixelNorm } from '../../normalization/pixelNorm';
import { equalized } from './equalized';
import { pathOf } from '../path';

export interface ProganUpArgs {
  /** Of both convolutions. */
  readonly channels: number;
  /** How much larger the image becomes. Default 2. */
  readonly factor?: number;
  /** Default 3. */
  readonly kernelSize?: number;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
  /** What follows each rectifier: pixelwise normalization, or nothing. Default 'pixelNorm'. */
  readonly norm?: 'pixelNorm' | 'none';
}

/** The option `norm` as parts of a sequence. */
export function pixelNormOf(where: string, norm: 'pixelNorm' | 'none'): () => readonly Part[] {
  check(['pixelNorm', 'none'].includes(norm), () => `${where}: norm must be 'pixelNorm' or 'none'. Got '${norm}'.`);
  return () => (norm === 'pixelNorm' ? [pixelNorm()] : []);
}

/**
 * A stage of ProGAN's generator, of MSG-GAN's too: the image twice as large, by its nearest pixels, then twice
 * x ← pixelNorm(leakyRelu(conv(x))), with kernels at equalized learning rate.
 *
 * Shapes: `[N, H, W, C]` → `[N, H · factor, W · factor, channels]`. Weights: `<name>/conv1`, `<name>/conv2`. Training and inference alike.
 * Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range.
 * @see Karras et al. 2018, "Progressive Growing of GANs", appendix A, table 2, https://arxiv.org/abs/1710.10196
 * @example const generator = chain({ shape: [4, 4, 32], name: 'generator' }, proganUp({ channels: 16 }), toRgb());
 */
export function proganUp({ channels, factor = 2, kernelSize = 3, slope = 0.2, norm = 'pixelNorm' }: ProganUpArgs): Block {
  for (const [option, count] of Object.entries({ channels, factor, kernelSize })) checkCount('proganUp', option, count);
  const { convolution, upConvolution, rectifier } = equalized('proganUp', { slope });
  const normalization = pixelNormOf('proganUp', norm);
  return (x, name) => {
    const conv = (word: string) => ({ name: pathOf(name, word), channels, kernelSize });
    const ending = (): Part[] => [rectifier(), ...normalization()];
    return sequence(upConvolution({ ...conv('conv1'), factor }), ...ending(), convolution(conv('conv2')), ...ending())(x, name);
  };
}
