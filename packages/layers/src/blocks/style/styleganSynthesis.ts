import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { checkCount } from '../../convolution/convolution';
import { constant } from '../../initializers/factories';
import { conditioned } from '../../model/conditioned';
import { type Block, type Part, sequence } from '../../model/sequence';
import { adain } from '../../normalization/adain';
import { equalizedLearningRate } from '../../reparametrization/equalizedLearningRate';
import { biasAct } from '../../activation/biasAct';
import { injectNoise, type InjectNoiseArgs } from '../../style/injectNoise';
import { learnedConstant } from '../../style/learnedConstant';
import { equalized } from './equalized';
import { lowPass } from './firResampling';
import { type Latents, latentOf } from './latents';
import { pathOf } from '../path';

export interface StyleganStageArgs {
  /** Of both layers. */
  readonly channels: number;
  /** w `[N, D]`, of which each layer's style is made; two where the layers take different ones, which mixes styles. */
  readonly latents: Latents;
  /** What noise inference adds. Default 'constant'. */
  readonly noise?: NonNullable<InjectNoiseArgs['inference']>;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
}

export interface StyleganSynthesisArgs extends StyleganStageArgs {
  /** Taps of the low-pass filter behind the first convolution, for both axes, divided by their sum. Default [1, 2, 1]. */
  readonly filter?: readonly number[];
}

export interface StyleganBaseArgs extends StyleganStageArgs {
  /** Height and width. Default 4. */
  readonly size?: number;
}

/** What every layer ends in: noise, bias, leaky rectifier, and the style. */
function ending({ noise = 'constant', slope = 0.2 }: StyleganStageArgs, latent: SymbolicTensor, path: string): Part[] {
  return [
    injectNoise({ name: pathOf(path, 'noise'), perChannel: true, inference: noise }),
    biasAct({ name: pathOf(path, 'bias'), activation: 'leakyRelu', slope, gain: 1 }),
    conditioned(adain({ name: pathOf(path, 'style'), reparam: equalizedLearningRate() }), latent),
  ];
}

const { convolution, upConvolution } = equalized('styleganSynthesis');

const kernelOf = (channels: number, path: string) => ({ name: pathOf(path, 'conv'), channels, kernelSize: 3, useBias: false });

/**
 * A stage of StyleGAN's synthesis network, of two layers: nearest neighbours, conv and blur make the image twice as large, a second conv
 * keeps it; each layer then adds noise of its own strength a channel and a bias, has a leaky rectifier, and takes its style:
 * y = (1 + s) · (x - μ) / σ + b, with s and b from w by a dense layer. Kernels are at equalized learning rate.
 *
 * Shapes: `[N, H, W, C]`, w `[N, D]` → `[N, 2H, 2W, channels]`. Weights: `<name>/layer1/conv`, `…/noise`, `…/bias`, `…/style`, and the same
 * of `layer2`. Training draws the noise. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or w is missing for a layer.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", figure 1, eq. 1, https://arxiv.org/abs/1812.04948
 * @example
 * const w = input({ shape: [64], name: 'w', seed: 7 });
 * const features = styleganBase({ channels: 32, latents: w })(w, '4x4');
 * const images = toRgb()(styleganSynthesis({ channels: 16, latents: w })(features, '8x8'), 'rgb');
 */
export function styleganSynthesis(args: StyleganSynthesisArgs): Block {
  const { channels, latents, filter = [1, 2, 1] } = args;
  checkCount('styleganSynthesis', 'channels', channels);
  const of = latentOf('styleganSynthesis', latents, 2);
  return (x, name) => {
    const [first, second] = [pathOf(name, 'layer1'), pathOf(name, 'layer2')];
    return sequence(
      upConvolution(kernelOf(channels, first)),
      lowPass('styleganSynthesis', filter),
      ...ending(args, of(0), first),
      convolution(kernelOf(channels, second)),
      ...ending(args, of(1), second),
    )(x, name);
  };
}

/**
 * The first stage of StyleGAN's synthesis network: a learned constant, from ones, in place of the latents; noise, bias, leaky rectifier and
 * style; one conv, and the same again.
 *
 * Applied to any `[N, …]`, such as w itself, of which it takes the number of examples alone → `[N, size, size, channels]`. Weights:
 * `<name>/constant`, and as `styleganSynthesis` but for the first conv. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or w is missing for a layer.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 2.1, https://arxiv.org/abs/1812.04948
 * @example
 * const w = input({ shape: [64], name: 'w', seed: 7 });
 * const features = styleganBase({ channels: 32, latents: w })(w, '4x4');
 */
export function styleganBase(args: StyleganBaseArgs): Block {
  const { channels, latents, size = 4 } = args;
  for (const [option, count] of Object.entries({ channels, size })) checkCount('styleganBase', option, count);
  const of = latentOf('styleganBase', latents, 2);
  return (x, name) => {
    const [first, second] = [pathOf(name, 'layer1'), pathOf(name, 'layer2')];
    return sequence(
      learnedConstant({ name: pathOf(name, 'constant'), shape: [size, size, channels], initializer: constant(1) }),
      ...ending(args, of(0), first),
      convolution(kernelOf(channels, second)),
      ...ending(args, of(1), second),
    )(x, name);
  };
}
