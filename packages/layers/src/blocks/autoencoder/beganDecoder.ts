import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { conv2d } from '../../convolution/conv2d';
import { checkCount } from '../../convolution/convolution';
import { dense } from '../../dense/dense';
import { channelsOf } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { resizeNearest } from '../../resampling/resizeNearest';
import { reshape } from '../../shape/reshape';
import { type BeganArgs, doubledPair, exponentialPair } from './beganParts';
import { pathOf } from '../path';

export interface BeganDecoderArgs extends BeganArgs {
  /** Height and width of the image: `baseSize` times a power of 2. Default 64. */
  readonly resolution?: number;
  /** Height and width of the first level. Default 8. */
  readonly baseSize?: number;
  /** Default 3. */
  readonly outputChannels?: number;
  /** Whether each doubling is followed by the first level's features, as large, side by side: the paper, not its code. Default false. */
  readonly skip?: boolean;
}

const repeated = (x: SymbolicTensor, factor: number, path: string): SymbolicTensor =>
  factor === 1 ? x : sequence(resizeNearest({ factor, name: `${path}/repeat` }))(x, path);

/** Before the doubling that both take: side by side behind it they are the same, in four times the memory. */
const beside = (x: SymbolicTensor, first: SymbolicTensor, path: string): SymbolicTensor =>
  layers.concatenate({ axis: -1, name: `${path}/join` }).apply([x, first]) as SymbolicTensor;

/**
 * BEGAN's decoder, which is its generator too: a dense layer to `baseSize`² pixels, then for each resolution two 3×3 convolutions with ELU
 * and a doubling that copies the nearest pixel; a last 3×3 convolution gives the image, without tanh.
 *
 * With `skip`, h₀ = dense(z) is repeated at every resolution: after a doubling the level reads [x, h₀]. Shapes: `[N, codeSize]` →
 * `[N, resolution, resolution, outputChannels]`. Layers: `<name>/first`, `level1/conv1`, `level1/conv2` … `image`. No normalization. Each
 * use of the block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or `resolution` is not `baseSize` times a power of 2.
 * @see Berthelot, Schumm & Metz 2017, "BEGAN: Boundary Equilibrium Generative Adversarial Networks", https://arxiv.org/abs/1703.10717
 * @example const generator = chain({ shape: [4], name: 'generator' }, beganDecoder({ resolution: 16, channels: 8, skip: true }));
 */
export function beganDecoder(args: BeganDecoderArgs = {}): Block {
  const { channels = 128, resolution = 64, baseSize = 8, outputChannels = 3, skip = false, initializer, carry } = args;
  for (const [name, count] of Object.entries({ channels, resolution, baseSize, outputChannels })) checkCount('beganDecoder', name, count);
  const levels = Math.log2(resolution / baseSize) + 1;
  check(Number.isInteger(levels) && levels >= 1, () => {
    return `beganDecoder: resolution must be baseSize times a power of 2, such as ${baseSize * 8}. Got ${resolution}, baseSize ${baseSize}.`;
  });

  return (z, name) => {
    channelsOf('beganDecoder', z.shape);
    const first = dense({ units: baseSize * baseSize * channels, initializer, name: pathOf(name, 'first') });
    const start = sequence(first, reshape({ shape: [baseSize, baseSize, channels] }))(z, name);
    let y = exponentialPair({ channels, initializer, carry })(start, pathOf(name, 'level1'));
    for (let level = 2; level <= levels; level++) {
      const here = pathOf(name, `level${level}`);
      if (carry && !skip) {
        const doubled = sequence(resizeNearest({ factor: 2, name: `${here}/double` }))(y, here);
        y = exponentialPair({ channels, initializer, carry })(doubled, here);
        continue;
      }
      const joined = skip ? beside(y, repeated(start, 2 ** (level - 2), here), here) : y;
      y = doubledPair({ channels, initializer, carry })(joined, here);
    }
    const image = conv2d({ channels: outputChannels, kernelSize: 3, padding: 1, initializer, name: pathOf(name, 'image') });
    return sequence(image)(y, name);
  };
}
