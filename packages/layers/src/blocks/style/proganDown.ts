import { checkCount } from '../../convolution/convolution';
import { imageShape } from '../../layer/shapes';
import { type Block, type Part, sequence } from '../../model/sequence';
import { averagePool } from '../../resampling/averagePool';
import { equalized } from './equalized';
import { lowPass } from './firResampling';
import { pathOf } from '../path';

export interface ProganDownArgs {
  /** Of the second convolution. */
  readonly channels: number;
  /** Of the first convolution. Default: those of its input. */
  readonly innerChannels?: number;
  /** Default 3. */
  readonly kernelSize?: number;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
  /** Taps of a low-pass filter between the convolutions, for both axes; StyleGAN has [1, 2, 1]. Default: none, as in ProGAN. */
  readonly filter?: readonly number[];
}

/**
 * A stage of ProGAN's critic, of StyleGAN's too: conv, leaky rectifier, [blur,] conv, leaky rectifier, and the mean of each 2 × 2 pixels.
 * Kernels are at equalized learning rate.
 *
 * Shapes: `[N, H, W, C]` → `[N, H / 2, W / 2, channels]`. Weights: `<name>/conv1`, `<name>/conv2`. Training and inference alike.
 * Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the input is no image.
 * @see Karras et al. 2018, "Progressive Growing of GANs", appendix A, table 2, https://arxiv.org/abs/1710.10196
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 2.1, https://arxiv.org/abs/1812.04948
 * @example const critic = chain({ shape: [8, 8, 3], name: 'critic' }, fromRgb({ channels: 16 }), proganDown({ channels: 32 }));
 */
export function proganDown({ channels, innerChannels, kernelSize = 3, slope = 0.2, filter }: ProganDownArgs): Block {
  for (const [option, count] of Object.entries({ channels, kernelSize })) checkCount('proganDown', option, count);
  const { convolution, rectifier } = equalized('proganDown', { slope });
  return (x, name) => {
    const inner = innerChannels ?? imageShape('proganDown', x.shape).channels;
    checkCount('proganDown', 'innerChannels', inner);
    const smoothing: Part[] = filter ? [lowPass('proganDown', filter)] : [];
    return sequence(
      convolution({ name: pathOf(name, 'conv1'), channels: inner, kernelSize }),
      rectifier(),
      ...smoothing,
      convolution({ name: pathOf(name, 'conv2'), channels, kernelSize }),
      rectifier(),
      averagePool({ size: 2 }),
    )(x, name);
  };
}
