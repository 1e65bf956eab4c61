import { checkCount } from '../../convolution/convolution';
import { type Block, sequence } from '../../model/sequence';
import { equalized, type GainOn } from './equalized';
import { pathOf } from '../path';

export interface FromRgbArgs {
  /** Of the features. */
  readonly channels: number;
  /** Where √2 lies: 'kernel' in ProGAN and StyleGAN, 'activation' in StyleGAN2. Default 'kernel'. */
  readonly gainOn?: GainOn;
  /** Of the leaky rectifier. Default 0.2. */
  readonly slope?: number;
}

/**
 * An image as features, where a discriminator begins: a 1 × 1 convolution at equalized learning rate and a leaky rectifier.
 *
 * Shapes: `[N, H, W, C]` → `[N, H, W, channels]`. Weights: `<name>/fromRgb`. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 2 and table 2, https://arxiv.org/abs/1710.10196
 * @example const critic = chain({ shape: [8, 8, 3], name: 'critic' }, fromRgb({ channels: 16 }), proganDown({ channels: 32 }));
 */
export function fromRgb({ channels, gainOn = 'kernel', slope = 0.2 }: FromRgbArgs): Block {
  checkCount('fromRgb', 'channels', channels);
  const { convolution, rectifier } = equalized('fromRgb', { gainOn, slope });
  return (x, name) => sequence(convolution({ name: pathOf(name, 'fromRgb'), channels, kernelSize: 1 }), rectifier())(x, name);
}
