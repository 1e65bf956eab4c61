import { check } from '@ganblocks/core';
import { leakyRelu } from '../../activation/leakyRelu';
import { conv2d } from '../../convolution/conv2d';
import { checkCount } from '../../convolution/convolution';
import { imageShape } from '../../layer/shapes';
import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import { equalizedLearningRate } from '../../reparametrization/equalizedLearningRate';
import { lowPass, tentTaps } from './firResampling';
import { pathOf } from '../path';

export interface Stylegan2DownArgs {
  /** Of the output; the first convolution keeps the channels of its input. */
  readonly channels: number;
  /** Odd. Default 3. */
  readonly kernelSize?: number;
  /** Taps of the low-pass filter before each thinning, for both axes, divided by their sum. Default [1, 3, 3, 1]. */
  readonly filter?: readonly number[];
  /** With a shortcut beside the convolutions or without; 'plain' is what StyleGAN2-ADA has for CIFAR-10. Default 'residual'. */
  readonly form?: 'residual' | 'plain';
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
}

/**
 * A stage of StyleGAN2's discriminator, a residual block that halves the image: y = (main(x) + shortcut(x)) / √2, where main is conv, √2 ·
 * leakyRelu, blur, conv of stride 2, √2 · leakyRelu, and the shortcut blur, thinning and a 1 × 1 convolution without bias. Kernels are at
 * equalized learning rate with the gain 1; the 1 / √2 lies in the last rectifier's gain and in the shortcut's kernel.
 *
 * Shapes: `[N, H, W, C]` → `[N, H / 2, W / 2, channels]`. Weights: `<name>/conv1`, `<name>/conv2`, `<name>/shortcut/conv`. Training and
 * inference alike. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the input is no image.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 4.1, figure 7, https://arxiv.org/abs/1912.04958
 * @example const half = chain({ shape: [8, 8, 16], name: 'discriminator' }, stylegan2Down({ channels: 32 }));
 */
export function stylegan2Down({ channels, kernelSize = 3, filter = tentTaps, form = 'residual', slope = 0.2 }: Stylegan2DownArgs): Block {
  checkCount('stylegan2Down', 'channels', channels);
  check(Number.isInteger(kernelSize) && kernelSize % 2 === 1, () => `stylegan2Down: kernelSize must be odd. Got ${kernelSize}.`);
  check(['residual', 'plain'].includes(form), () => `stylegan2Down: form must be 'residual' or 'plain'. Got '${form}'.`);
  const margin = (kernelSize - 1) / 2;
  const [merging, activation] = form === 'residual' ? [Math.SQRT1_2, 1] : [1, Math.SQRT2];

  const main: Block = (x, name) => {
    const kernel = { kernelSize, reparam: equalizedLearningRate() };
    const { channels: inputs } = imageShape('stylegan2Down', x.shape);
    return sequence(
      conv2d({ ...kernel, name: pathOf(name, 'conv1'), channels: inputs, padding: margin }),
      leakyRelu({ slope, gain: Math.SQRT2 }),
      lowPass('stylegan2Down', filter, { factor: 2, margin, thin: false }),
      conv2d({ ...kernel, name: pathOf(name, 'conv2'), channels, stride: 2 }),
      leakyRelu({ slope, gain: activation }),
    )(x, name);
  };
  const shortcut: Block = (x, name) =>
    sequence(
      lowPass('stylegan2Down', filter, { factor: 2 }),
      conv2d({
        ...{ name: pathOf(name, 'conv'), channels, kernelSize: 1, useBias: false },
        reparam: equalizedLearningRate({ gain: merging }),
      }),
    )(x, name);
  return form === 'residual' ? residual({ main, shortcut }) : main;
}
