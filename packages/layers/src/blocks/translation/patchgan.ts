import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { leakyRelu } from '../../activation/leakyRelu';
import { conv2d } from '../../convolution/conv2d';
import { checkCount } from '../../convolution/convolution';
import { normal } from '../../initializers/factories';
import type { Initializer } from '../../initializers/initializer';
import { imageShape } from '../../layer/shapes';
import type { Reparams } from '../../reparametrization/reparam';
import { type Block, type Part, sequence } from '../../model/sequence';
import { type ConvolutionNorm, resolveNorm } from './convolutionNorm';
import type { FeatureBlock } from './featureBlock';
import { writtenSize } from './imageSize';
import { pathOf } from '../path';

export interface PatchganArgs {
  /** Of the first convolution; each of the next has twice as many, up to `maxChannels`. Default 64. */
  readonly channels?: number;
  /** Default 8 · channels. */
  readonly maxChannels?: number;
  /** Convolutions of stride 2; a logit sees 1, 16, 34, 70, 142, 286 pixels each way for 0 to 5. Default 3. */
  readonly layers?: number;
  /** Default 'batch'. The first and the last convolution have none. */
  readonly norm?: ConvolutionNorm;
  /** Default 4. */
  readonly kernelSize?: number;
  /** Zeros around each image. Default 1; pix2pixHD has 2. */
  readonly padding?: number;
  /** Of the leaky rectifiers. Default 0.2. */
  readonly slope?: number;
  /** Of the kernels. Default N(0, 0.02²). */
  readonly initializer?: Initializer;
  /** Of all convolutions, such as `spectralNorm()`. Default: none. */
  readonly reparam?: Reparams;
}

interface Stage {
  readonly name: string;
  readonly parts: (name: string) => readonly Part[];
}

/** Throws unless there is a logit left, before any layer is made. */
function checkSize(x: SymbolicTensor, args: PatchganArgs): void {
  const { layers: halvings = 3, kernelSize = 4, padding = 1 } = args;
  const { size } = imageShape('patchgan', x.shape);
  const windows = halvings === 0 ? [] : [...Array.from({ length: halvings }, () => 2), 1, 1];
  const left = (length: number): number =>
    windows.reduce((pixels, stride) => Math.floor((pixels + 2 * padding - kernelSize) / stride) + 1, length);
  const fits = size.every((length) => length === null || left(length) >= 1);
  check(fits, () => {
    return `patchgan: the image must be large enough for ${halvings} layers of kernelSize ${kernelSize}. Got ${writtenSize(size)}. Use fewer layers.`;
  });
}

/** The stages from the image to the logits, each of them one convolution with what follows it. */
function stagesOf(args: PatchganArgs): readonly Stage[] {
  const { channels = 64, maxChannels = 8 * channels, layers: halvings = 3, norm = 'batch', slope = 0.2 } = args;
  const { kernelSize = 4, padding = 1, initializer = normal({ deviation: 0.02 }), reparam } = args;
  for (const [name, count] of Object.entries({ channels, maxChannels, kernelSize })) checkCount('patchgan', name, count);
  check(Number.isInteger(halvings) && halvings >= 0, () => `patchgan: layers must be an integer >= 0. Got ${halvings}.`);
  const normalization = resolveNorm('patchgan', norm);
  const pixelwise = halvings === 0;
  const window = { initializer, reparam, ...(pixelwise ? { kernelSize: 1 } : { kernelSize, padding }) };

  const stage = (index: number, outputs: number, stride: number): Stage => ({
    name: `stage${index}`,
    parts: (name) => [
      conv2d({ ...window, channels: outputs, stride, name: `${name}/conv`, useBias: index === 1 || normalization.useBias }),
      ...(index === 1 ? [] : normalization.parts()),
      leakyRelu({ slope }),
    ],
  });
  const widths = Array.from({ length: Math.max(halvings, 1) + 1 }, (_, i) => Math.min(channels * 2 ** i, maxChannels));
  const hidden = widths.map((width, i) => stage(i + 1, width, i < halvings ? 2 : 1));
  const useBias = !pixelwise || normalization.useBias;
  return [...hidden, { name: 'logits', parts: (name) => [conv2d({ ...window, channels: 1, useBias, name })] }];
}

/**
 * A PatchGAN whose stages can all be read: what feature matching compares.
 *
 * Gives `layers + 2` tensors (3 where `layers` is 0): what comes out of each stage behind its rectifier, and the logits last. Options,
 * shapes and names are those of `patchgan`; make a network of them by `tfl.model({ inputs, outputs })`.
 *
 * @throws GanError where an option is out of range.
 * @see Wang et al. 2018, "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", section 3.2, https://arxiv.org/abs/1711.11585
 * @example
 * const images = input({ shape: [64, 64, 3], network: 'discriminator' });
 * const outputs = [...patchganFeatures({ channels: 8, norm: 'instance' })(images, '')];
 * const discriminator = network<Tensor, Tensor[]>(tfl.model({ inputs: images, outputs, name: 'discriminator' }));
 */
export function patchganFeatures(args: PatchganArgs = {}): FeatureBlock {
  const stages = stagesOf(args);
  return (x, name) => {
    checkSize(x, args);
    const features: SymbolicTensor[] = [];
    for (const stage of stages) {
      const path = pathOf(name, stage.name);
      features.push(sequence(...stage.parts(path))(features.at(-1) ?? x, path));
    }
    return features;
  };
}

/**
 * PatchGAN: a convolutional discriminator with a logit for each patch of the image instead of one for the whole.
 *
 * `layers` convolutions of stride 2 with C, 2C, 4C … channels, one more of stride 1, and one that gives the logits; leaky rectifiers
 * between. With 3 layers a logit sees 70 × 70 pixels; with 0 all kernels are 1 × 1, and each pixel is judged by itself. The losses take
 * the mean over all logits. Shapes: `[N, H, W, C]` → `[N, h, w, 1]`, with 3 layers h = H / 8 - 2. Layers are named `<name>/stage1/conv` to
 * `<name>/logits`. Each use of the block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or the image is too small.
 * @see Isola et al. 2017, "Image-to-Image Translation with Conditional Adversarial Networks", sections 3.2.2 and 6.1.2, https://arxiv.org/abs/1611.07004
 * @example const discriminator = chain({ shape: [64, 64, 6], name: 'discriminator' }, patchgan({ channels: 8 }));
 */
export function patchgan(args: PatchganArgs = {}): Block {
  const features = patchganFeatures(args);
  return (x, name) => features(x, name).at(-1) ?? x;
}
