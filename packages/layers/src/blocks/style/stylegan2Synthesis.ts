import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { leakyRelu } from '../../activation/leakyRelu';
import { conv2d } from '../../convolution/conv2d';
import { checkCount } from '../../convolution/convolution';
import { conditioned } from '../../model/conditioned';
import { residual } from '../../model/residual';
import { type Block, sequence } from '../../model/sequence';
import { modulatedConv2d } from '../../modulation/modulatedConv2d';
import { equalizedLearningRate } from '../../reparametrization/equalizedLearningRate';
import { injectNoise, type InjectNoiseArgs } from '../../style/injectNoise';
import { learnedConstant } from '../../style/learnedConstant';
import { normalizedTaps, tentTaps, upsampling } from './firResampling';
import { type Latents, latentOf } from './latents';
import { pathOf } from '../path';

export interface Stylegan2StageArgs {
  /** Of all its layers. */
  readonly channels: number;
  /** w `[N, D]`, of which each layer's style is made; one for each layer where they take different ones, which mixes styles. */
  readonly latents: Latents;
  /** What noise inference adds. Default 'constant'. */
  readonly noise?: NonNullable<InjectNoiseArgs['inference']>;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
}

export interface Stylegan2SynthesisArgs extends Stylegan2StageArgs {
  /** Odd. Default 3. */
  readonly kernelSize?: number;
  /** Taps of the low-pass filter, for both axes, divided by their sum. Default [1, 3, 3, 1]. */
  readonly filter?: readonly number[];
  /** 'skip' leaves the shortcut to the images, see `stylegan2ToRgb`; 'residual' has one beside the features. Default 'skip'. */
  readonly form?: 'skip' | 'residual';
}

export interface Stylegan2BaseArgs extends Stylegan2StageArgs {
  /** Height and width. Default 4. */
  readonly size?: number;
}

interface LayerArgs extends Pick<Stylegan2SynthesisArgs, 'channels' | 'noise' | 'slope'> {
  readonly latent: SymbolicTensor;
  readonly kernelSize?: number;
  readonly up?: number;
  readonly filter?: readonly number[];
  /** Of the rectifier. Default √2. */
  readonly gain?: number;
}

/** One layer: modulated convolution, noise, bias, leaky rectifier. */
function layer(args: LayerArgs): Block {
  const { channels, latent, noise = 'constant', slope = 0.2, kernelSize = 3, up = 1, filter = tentTaps, gain = Math.SQRT2 } = args;
  const taps = normalizedTaps('stylegan2Synthesis', filter);
  return (x, name) =>
    sequence(
      conditioned(
        modulatedConv2d({
          ...{ name: pathOf(name, 'conv'), channels, kernelSize, up, filter: taps, flipKernel: up > 1 },
          reparam: equalizedLearningRate(),
        }),
        latent,
      ),
      injectNoise({ name: pathOf(name, 'noise'), inference: noise }),
      leakyRelu({ slope, gain }),
    )(x, name);
}

/**
 * A stage of StyleGAN2's synthesis network, of two layers, the first of which makes the image twice as large. A layer is a convolution
 * whose kernel the style scales and demodulates, noise, a bias and √2 · leakyRelu; kernels are at equalized learning rate. With the form
 * 'residual' a shortcut, a 1 × 1 convolution and upsampling, joins: y = (main(x) + shortcut(x)) / √2.
 *
 * Shapes: `[N, H, W, C]`, w `[N, D]` → `[N, 2H, 2W, channels]`. Weights: `<name>/layer1/conv`, `<name>/layer1/noise`, the same of `layer2`,
 * and `<name>/shortcut/conv`. The upsampling kernel is turned by 180°, as published weights mean it. Training draws the noise.
 * Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or w is missing for a layer.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", figures 2 and 7, https://arxiv.org/abs/1912.04958
 * @example
 * const w = input({ shape: [64], name: 'w', seed: 7 });
 * const base = stylegan2Base({ channels: 32, latents: w })(w, '4x4');
 * const features = stylegan2Synthesis({ channels: 16, latents: w })(base, '8x8');
 */
export function stylegan2Synthesis(args: Stylegan2SynthesisArgs): Block {
  const { channels, latents, kernelSize = 3, filter = tentTaps, form = 'skip' } = args;
  checkCount('stylegan2Synthesis', 'channels', channels);
  check(Number.isInteger(kernelSize) && kernelSize % 2 === 1, () => `stylegan2Synthesis: kernelSize must be odd. Got ${kernelSize}.`);
  check(['skip', 'residual'].includes(form), () => `stylegan2Synthesis: form must be 'skip' or 'residual'. Got '${form}'.`);
  const of = latentOf('stylegan2Synthesis', latents, 2);
  const gain = form === 'residual' ? 1 : Math.SQRT2;
  const main: Block = (x, name) => {
    const doubled = layer({ ...args, latent: of(0), up: 2 })(x, pathOf(name, 'layer1'));
    return layer({ ...args, latent: of(1), gain })(doubled, pathOf(name, 'layer2'));
  };
  if (form === 'skip') return main;
  const reparam = equalizedLearningRate({ gain: Math.SQRT1_2 });
  const shortcut: Block = (x, name) =>
    sequence(
      conv2d({ name: pathOf(name, 'conv'), channels, kernelSize: 1, useBias: false, reparam }),
      upsampling('stylegan2Synthesis', filter),
    )(x, name);
  return residual({ main, shortcut });
}

/**
 * The first stage of StyleGAN2's synthesis network: a learned constant, from N(0, 1), and one layer as in `stylegan2Synthesis`.
 *
 * Applied to any `[N, …]`, such as w itself, of which it takes the number of examples alone → `[N, size, size, channels]`. Weights:
 * `<name>/constant`, `<name>/layer1/conv`, `<name>/layer1/noise`. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", figure 2, https://arxiv.org/abs/1912.04958
 * @example
 * const w = input({ shape: [64], name: 'w', seed: 7 });
 * const base = stylegan2Base({ channels: 32, latents: w })(w, '4x4');
 */
export function stylegan2Base(args: Stylegan2BaseArgs): Block {
  const { channels, latents, size = 4 } = args;
  for (const [option, count] of Object.entries({ channels, size })) checkCount('stylegan2Base', option, count);
  const of = latentOf('stylegan2Base', latents, 1);
  return (x, name) => {
    const start = sequence(learnedConstant({ name: pathOf(name, 'constant'), shape: [size, size, channels] }))(x, name);
    return layer({ ...args, latent: of(0) })(start, pathOf(name, 'layer1'));
  };
}
