import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { relu } from '../../activation/relu';
import { conv2d } from '../../convolution/conv2d';
import { checkCount } from '../../convolution/convolution';
import type { Initializer } from '../../initializers/initializer';
import { channelsOf } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { besideOf } from './besideOf';
import { pathOf } from '../path';

export interface LapganGeneratorArgs {
  /** Planes of the same size to read with the coarse image: noise `[N, H, W, 1]`, a `classPlane`. */
  readonly beside: readonly SymbolicTensor[];
  /** Of the two hidden convolutions. Default 64. */
  readonly channels?: number;
  /** Of the detail. Default: those of the coarse image. */
  readonly outputChannels?: number;
  /** Of the kernels. Default Glorot's uniform. */
  readonly initializer?: Initializer;
}

/**
 * LAPGAN's generator of one level of a Laplacian pyramid: from the image of the level below, made as large as this one, and noise, the detail
 * that is missing. Two 7×7 convolutions with rectifiers and a 5×5 one, with no tanh: detail is small and of both signs.
 *
 * Shapes: the coarse image `[N, H, W, C]` → `[N, H, W, outputChannels]`; the finer image is their sum. Layers: `<name>/conv1`, `conv2`,
 * `detail`. Each use of the block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, or a plane has another size than the image.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", section 2.3, https://arxiv.org/abs/1506.05751
 * @example
 * const [coarse, noise] = [input({ shape: [16, 16, 3] }), input({ shape: [16, 16, 1], name: 'noise' })];
 * const detail = lapganGenerator({ beside: [noise], channels: 8 })(coarse, 'level');
 * const generator = network<[Tensor, Tensor], Tensor>(tfl.model({ inputs: [coarse, noise], outputs: detail, name: 'generator' }));
 */
export function lapganGenerator({ beside, channels = 64, outputChannels, initializer }: LapganGeneratorArgs): Block {
  checkCount('lapganGenerator', 'channels', channels);
  return (coarse, name) => {
    const outputs = outputChannels ?? channelsOf('lapganGenerator', coarse.shape);
    const convolution = (part: string, width: number, kernelSize: number) =>
      conv2d({ channels: width, kernelSize, padding: (kernelSize - 1) / 2, initializer, name: pathOf(name, part) });
    const parts = [convolution('conv1', channels, 7), relu(), convolution('conv2', channels, 7), relu(), convolution('detail', outputs, 5)];
    return sequence(...parts)(besideOf('lapganGenerator', coarse, beside, name), name);
  };
}
