import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { leakyRelu } from '../../activation/leakyRelu';
import { relu } from '../../activation/relu';
import { tanh } from '../../activation/tanh';
import { conv2d } from '../../convolution/conv2d';
import { conv2dTranspose } from '../../convolution/conv2dTranspose';
import { checkCount } from '../../convolution/convolution';
import { normal } from '../../initializers/factories';
import type { Initializer } from '../../initializers/initializer';
import { type Block, sequence } from '../../model/sequence';
import { dropout } from '../../style/dropout';
import { type ConvolutionNorm, resolveNorm, type ResolvedNorm } from './convolutionNorm';
import { checkHalvings } from './imageSize';
import { pathOf } from '../path';

export interface UnetArgs {
  /** Of the outermost level; each level inwards has twice as many, up to `maxChannels`. Default 64. */
  readonly channels?: number;
  /** Default 8 · channels. */
  readonly maxChannels?: number;
  /** How often the image is halved. Default 8, which takes 256 × 256 pixels down to one. */
  readonly levels?: number;
  /** Default 3. */
  readonly outputChannels?: number;
  /** Default 'batch'. The outermost convolutions and the innermost one down have none. */
  readonly norm?: ConvolutionNorm;
  /** The share that dropout drops, in [0, 1). Default 0.5. */
  readonly dropoutRate?: number;
  /** Which levels of the decoder drop, 0 the innermost; the outermost never does. Default [0, 1, 2]; the PyTorch code's are [1, 2, 3]. */
  readonly dropoutLevels?: readonly number[];
  /** Even. Default 4. */
  readonly kernelSize?: number;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
  /** Of the kernels. Default N(0, 0.02²). */
  readonly initializer?: Initializer;
}

type Settings = Required<Omit<UnetArgs, 'norm'>> & { readonly norm: ResolvedNorm };

function settingsOf(args: UnetArgs): Settings {
  const { channels = 64, levels = 8, outputChannels = 3, norm = 'batch', kernelSize = 4, slope = 0.2 } = args;
  const { maxChannels = 8 * channels, dropoutRate = 0.5, dropoutLevels = [0, 1, 2], initializer = normal({ deviation: 0.02 }) } = args;
  for (const [name, count] of Object.entries({ channels, maxChannels, outputChannels })) checkCount('unet', name, count);
  check(Number.isInteger(levels) && levels >= 2, () => `unet: levels must be an integer >= 2. Got ${levels}.`);
  check(kernelSize >= 2 && kernelSize % 2 === 0, () => `unet: kernelSize must be even, so that sizes halve and double. Got ${kernelSize}.`);
  const resolved = resolveNorm('unet', norm);
  return {
    ...{ channels, maxChannels, levels, outputChannels, dropoutRate, dropoutLevels, kernelSize, slope, initializer },
    norm: resolved,
  };
}

/** One level with all that lie within it: down, the inner levels, up; all but the outermost return [skip, up] side by side. */
function level(settings: Settings, depth: number): Block {
  const { channels, maxChannels, levels, outputChannels, dropoutRate, dropoutLevels, kernelSize, slope, initializer, norm } = settings;
  const [outermost, innermost] = [depth === 0, depth === levels - 1];
  const width = (at: number): number => Math.min(channels * 2 ** at, maxChannels);
  const halving = { kernelSize, stride: 2, padding: kernelSize / 2 - 1, initializer };
  const drops = !outermost && dropoutRate > 0 && dropoutLevels.includes(levels - 1 - depth);

  return (x, name) => {
    const [down, up] = [pathOf(name, `down${depth + 1}`), pathOf(name, `up${depth + 1}`)];
    const activated = outermost ? x : sequence(leakyRelu({ slope }))(x, down);
    const plainDown = outermost || innermost;
    const convolution = conv2d({ ...halving, channels: width(depth), useBias: norm.useBias, name: `${down}/conv` });
    const halved = sequence(convolution, ...(plainDown ? [] : norm.parts()))(activated, down);
    const inner = innermost ? halved : level(settings, depth + 1)(halved, name);
    if (outermost) {
      const toImage = conv2dTranspose({ ...halving, channels: outputChannels, name: `${up}/conv` });
      return sequence(relu(), toImage, tanh())(inner, up);
    }

    const doubling = conv2dTranspose({ ...halving, channels: width(depth - 1), useBias: norm.useBias, name: `${up}/conv` });
    const dropping = drops ? [dropout({ rate: dropoutRate })] : [];
    const doubled = sequence(relu(), doubling, ...norm.parts(), ...dropping)(inner, up);
    return layers.concatenate({ axis: -1, name: `${up}/join` }).apply([x, doubled]) as SymbolicTensor;
  };
}

/**
 * pix2pix's U-Net: an encoder that halves the image `levels` times, a decoder that doubles it as often, and at each size a skip connection
 * which hands the encoder's channels to the decoder, so that what input and output have in common need not pass through the bottleneck.
 *
 * A level inwards is y = [x, up(relu(inner(down(leakyRelu(x)))))]; the outermost one has neither rectifier before it nor skip, and ends in
 * tanh. Down and up are convolutions of stride 2, normalized but for the outermost two and the innermost one down. That the PyTorch code's
 * skips carry leakyRelu(x), by its in-place rectifier, changes nothing: the decoder's relu makes both the same.
 *
 * Shapes: `[N, H, W, C]` → `[N, H, W, outputChannels]`, H and W multiples of 2^levels. Layers are named `<name>/down1/conv` to
 * `<name>/up1/conv`, 1 the outermost. Each use of the block makes its own layers.
 *
 * Dropout is the generator's only noise. The paper's code keeps it, and the batch's own moments, when it tests: call the network with
 * `{ training: true, random, updateStatistics: false }` for that. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the image cannot be halved so often.
 * @see Isola et al. 2017, "Image-to-Image Translation with Conditional Adversarial Networks", sections 3.2.1 and 6.1.1, https://arxiv.org/abs/1611.07004
 * @example const generator = chain({ shape: [32, 32, 3], name: 'generator' }, unet({ levels: 5, channels: 8 }));
 */
export function unet(args: UnetArgs = {}): Block {
  const settings = settingsOf(args);
  return (x, name) => {
    checkHalvings('unet', x, settings.levels);
    return level(settings, 0)(x, name);
  };
}
