import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { imageShape } from '../layer/shapes';
import { checkWord } from './imageLayer';

export interface LaplacianPyramidArgs extends GanLayerArgs {
  /** How many images come out; each is half as large as the one before. Default 3. */
  readonly levels?: number;
  /** 'binomial': [1, 4, 6, 4, 1] / 16 along each axis, with mirrored borders; 'box': means of 2 × 2 pixels, and copies. Default 'binomial'. */
  readonly filter?: ops.PyramidFilter;
}

/** The layer of `laplacianPyramid`. No weights. */
export class LaplacianPyramid extends GanLayer {
  static readonly className = 'GanLaplacianPyramid';
  private readonly config: Required<Omit<LaplacianPyramidArgs, keyof GanLayerArgs>>;

  constructor(args: LaplacianPyramidArgs = {}) {
    super(args);
    const { levels = 3, filter = 'binomial' } = args;
    checkCount('laplacianPyramid', 'levels', levels);
    checkWord('laplacianPyramid', 'filter', filter, ['box', 'binomial']);
    this.config = { levels, filter };
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape[] {
    const { batch, size, channels } = imageShape('laplacianPyramid', inputShape);
    const { levels } = this.config;
    const step = 2 ** (levels - 1);
    check(
      size.every((length) => length === null || length % step === 0),
      () =>
        `laplacianPyramid: height and width must be multiples of ${step} for ${levels} levels. Got ${size.join(' x ')}. Use fewer levels, or resize.`,
    );
    return Array.from({ length: levels }, (_, level) => [batch, ...size.map((length) => length && length / 2 ** level), channels]);
  }

  override call(inputs: Tensor | Tensor[]): Tensor[] {
    return ops.laplacianPyramid(only<Tensor4D>(inputs), this.config);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(LaplacianPyramid);

/**
 * Takes an image apart into bands of detail, the finest first, and what is left at the coarsest:
 * hₖ = Iₖ - up(Iₖ₊₁) with Iₖ₊₁ = down(Iₖ), and the last h is the last I. `laplacianReconstruct` puts them together again.
 *
 * Shapes: `[N, H, W, C]` → a list of `levels` images `[N, H / 2ᵏ, W / 2ᵏ, C]`. Training and inference alike. Differentiable to any order.
 * The model disposes it.
 *
 * @throws GanError unless `levels` is a positive integer, and the image can be halved so often.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", https://arxiv.org/abs/1506.05751
 * @example const [fine, coarse] = laplacianPyramid({ levels: 2 }).apply(input({ shape: [32, 32, 3] })) as SymbolicTensor[];
 */
export const laplacianPyramid = (args: LaplacianPyramidArgs = {}): LaplacianPyramid => new LaplacianPyramid(args);
