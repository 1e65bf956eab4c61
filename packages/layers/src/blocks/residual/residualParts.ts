import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { relu } from '../../activation/relu';
import { conv2d, type Conv2d } from '../../convolution/conv2d';
import { type ConvMean2d, convMean2d } from '../../convolution/convMean2d';
import { checkCount } from '../../convolution/convolution';
import { type UpConv2d, upConv2d } from '../../convolution/upConv2d';
import { glorotUniform } from '../../initializers/factories';
import type { Initializer } from '../../initializers/initializer';
import { kernelArgsOf } from '../../layer/kernelWeights';
import { imageShape } from '../../layer/shapes';
import type { Part } from '../../model/sequence';
import { listOf, reparamKind } from '../../reparametrization/reparam';
import { pathOf } from '../path';
import type { ResidualBlockArgs } from './residualBlockArgs';

/** The layers that a residual block of some name is put together of; each call makes new ones. */
export interface ResidualParts {
  /** The channels of x. */
  readonly inputs: number;
  /** Normalization, if any, and activation: what stands before a convolution. */
  readonly activated: () => readonly Part[];
  /** A convolution of the main branch, 3×3 if not told otherwise, which keeps the size. */
  readonly convolution: (word: string, channels: number, kernelSize?: number) => Conv2d;
  /** The same of the image twice as large, by copies of the nearest pixel. */
  readonly upConvolution: (word: string, channels: number) => UpConv2d;
  /** The same, and the mean of 2×2 of its pixels. */
  readonly convolutionMean: (word: string, channels: number) => ConvMean2d;
  /** The 1×1 convolution of the shortcut. */
  readonly pointwise: (channels: number) => Conv2d;
}

/** SN-GAN's and WGAN-GP's start of what stands before a rectifier: Glorot's uniform with gain √2. */
const rectified = glorotUniform({ gain: Math.SQRT2 });

/** What the kernels of the main branch begin with: a reparametrization that has a start of its own keeps it. */
function startOf(where: string, { initializer, reparam = [] }: ResidualBlockArgs): Initializer | undefined {
  const ownStart = listOf(reparam).some((recipe) => reparamKind(where, recipe).initializer !== undefined);
  return initializer ?? (ownStart ? undefined : rectified);
}

/** Reads a block's options; throws where a number of channels counts nothing, or x is not images. */
export function residualParts(where: string, args: ResidualBlockArgs): (x: SymbolicTensor, name: string) => ResidualParts {
  const { channels, hiddenChannels = channels, norm, activation = relu, shortcutInitializer = args.initializer } = args;
  checkCount(where, 'channels', channels);
  checkCount(where, 'hiddenChannels', hiddenChannels);
  const kernel = { ...kernelArgsOf(args), initializer: startOf(where, args) };
  return (x, name) => {
    const around = (word: string, outputs: number, kernelSize = 3) => {
      return { ...kernel, name: pathOf(name, word), channels: outputs, kernelSize, padding: (kernelSize - 1) / 2 };
    };
    return {
      inputs: imageShape(where, x.shape).channels,
      activated: () => (norm ? [norm(), activation()] : [activation()]),
      convolution: (word, outputs, kernelSize) => conv2d(around(word, outputs, kernelSize)),
      upConvolution: (word, outputs) => upConv2d(around(word, outputs)),
      convolutionMean: (word, outputs) => convMean2d(around(word, outputs)),
      pointwise: (outputs) =>
        conv2d({ ...kernel, name: pathOf(name, 'shortcut/conv'), channels: outputs, kernelSize: 1, initializer: shortcutInitializer }),
    };
  };
}
