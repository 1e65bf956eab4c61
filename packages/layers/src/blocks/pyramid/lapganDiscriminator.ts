import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { relu } from '../../activation/relu';
import { conv2d } from '../../convolution/conv2d';
import { checkCount } from '../../convolution/convolution';
import { dense } from '../../dense/dense';
import type { Initializer } from '../../initializers/initializer';
import { imageShape } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { flatten } from '../../shape/flatten';
import { dropout } from '../../style/dropout';
import { besideOf } from './besideOf';
import { writtenSize } from '../translation/imageSize';
import { pathOf } from '../path';

export interface LapganDiscriminatorArgs {
  /** The image of the level below, as large as this one, `[N, H, W, C]`. */
  readonly coarse: SymbolicTensor;
  /** Planes of the same size to read as well, such as a `classPlane`. Default none. */
  readonly beside?: readonly SymbolicTensor[];
  /** Of both convolutions. Default 64. */
  readonly channels?: number;
  /** Of dropout before the logit. Default 0.5. */
  readonly dropoutRate?: number;
  /** Of the kernels. Default Glorot's uniform. */
  readonly initializer?: Initializer;
}

/** Throws unless the two can be added, and are large enough for both kernels. */
function checkImages(detail: SymbolicTensor, coarse: SymbolicTensor): void {
  const { size } = imageShape('lapganDiscriminator', detail.shape);
  const [a, b] = [detail, coarse].map(({ shape }) => shape.map((length) => length ?? 'null').join(', '));
  check(a === b, () => `lapganDiscriminator: detail and coarse image must have the same shape. Got [${a}] and [${b}].`);
  const large = size.every((length) => length !== null && length >= 9);
  check(large, () => {
    return `lapganDiscriminator: the image must have at least 9 x 9 pixels. Got ${writtenSize(size)}.`;
  });
}

/**
 * LAPGAN's discriminator of one level: is this detail, on this coarse image, real? It judges their sum by two 5×5 convolutions, the second
 * of stride 2, without padding, dropout and a dense layer.
 *
 * Shapes: detail `[N, H, W, C]` → logits `[N, 1]`; H and W are known. Layers: `<name>/sum`, `conv1`, `conv2`, `logit`. Training drops, and needs
 * a random stream. Each use of the block makes its own layers. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option is out of range, the images differ in shape, or have fewer than 9 × 9 pixels.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", section 2.3, https://arxiv.org/abs/1506.05751
 * @example
 * const [detail, coarse] = [input({ shape: [16, 16, 3] }), input({ shape: [16, 16, 3], name: 'coarse' })];
 * const logits = lapganDiscriminator({ coarse, channels: 8 })(detail, 'level');
 * const discriminator = network<[Tensor, Tensor], Tensor>(tfl.model({ inputs: [detail, coarse], outputs: logits, name: 'discriminator' }));
 */
export function lapganDiscriminator(args: LapganDiscriminatorArgs): Block {
  const { coarse, beside = [], channels = 64, dropoutRate = 0.5, initializer } = args;
  checkCount('lapganDiscriminator', 'channels', channels);
  return (detail, name) => {
    checkImages(detail, coarse);
    const image = layers.add({ name: pathOf(name, 'sum') }).apply([detail, coarse]) as SymbolicTensor;
    const convolution = (part: string, stride: number) =>
      conv2d({ channels, kernelSize: 5, stride, initializer, name: pathOf(name, part) });
    const logit = dense({ units: 1, initializer, name: pathOf(name, 'logit') });
    const parts = [convolution('conv1', 1), relu(), convolution('conv2', 2), relu(), flatten(), dropout({ rate: dropoutRate }), logit];
    return sequence(...parts)(besideOf('lapganDiscriminator', image, beside, name), name);
  };
}
