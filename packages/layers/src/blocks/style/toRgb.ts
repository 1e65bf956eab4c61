import { checkCount } from '../../convolution/convolution';
import { type Block, sequence } from '../../model/sequence';
import { equalized } from './equalized';
import { pathOf } from '../path';

export interface ToRgbArgs {
  /** Of the image: 3, or 1 for grey. Default 3. */
  readonly channels?: number;
}

/**
 * Features as an image: a 1 × 1 convolution at equalized learning rate, without an activation.
 *
 * Shapes: `[N, H, W, C]` → `[N, H, W, channels]`. Weights: `<name>/toRgb`. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where `channels` does not count something.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 2 and table 2, https://arxiv.org/abs/1710.10196
 * @example const generator = chain({ shape: [4, 4, 32], name: 'generator' }, toRgb());
 */
export function toRgb({ channels = 3 }: ToRgbArgs = {}): Block {
  checkCount('toRgb', 'channels', channels);
  const { convolution } = equalized('toRgb');
  return (x, name) => sequence(convolution({ name: pathOf(name, 'toRgb'), channels, kernelSize: 1, gain: 1 }))(x, name);
}
