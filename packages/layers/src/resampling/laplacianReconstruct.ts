import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { imageShape } from '../layer/shapes';
import { checkWord } from './imageLayer';

export interface LaplacianReconstructArgs extends GanLayerArgs {
  /** That of the pyramid: 'binomial' or 'box'. Default 'binomial'. */
  readonly filter?: ops.PyramidFilter;
}

const isOne = (shape: Shape | Shape[]): shape is Shape => !Array.isArray(shape[0]);

/** The layer of `laplacianReconstruct`. No weights. */
export class LaplacianReconstruct extends GanLayer {
  static readonly className = 'GanLaplacianReconstruct';
  private readonly config: Required<Omit<LaplacianReconstructArgs, keyof GanLayerArgs>>;

  constructor(args: LaplacianReconstructArgs = {}) {
    super(args);
    const { filter = 'binomial' } = args;
    checkWord('laplacianReconstruct', 'filter', filter, ['box', 'binomial']);
    this.config = { filter };
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shapes = isOne(inputShape) ? [inputShape] : inputShape;
    const bands = shapes.map((shape) => imageShape('laplacianReconstruct', shape));
    bands.slice(1).forEach(({ size, channels }, k) => {
      const finer = bands[k];
      const half = size.every((length, axis) => length === null || (finer?.size[axis] ?? 2 * length) === 2 * length);
      check(half && channels === finer?.channels, () => {
        return `laplacianReconstruct: each band must be half as large as the one before. Got ${finer?.size.join(' x ')}, then ${size.join(' x ')}.`;
      });
    });
    return shapes[0] ?? [];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return ops.laplacianReconstruct((Array.isArray(inputs) ? inputs : [inputs]) as Tensor4D[], this.config);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(LaplacianReconstruct);

/**
 * Puts a Laplacian pyramid together again, from the coarsest on: Iₖ = hₖ + up(Iₖ₊₁).
 *
 * Shapes: a list of bands `[N, H / 2ᵏ, W / 2ᵏ, C]`, the finest first → `[N, H, W, C]`. Training and inference alike. Differentiable to
 * any order. The model disposes it.
 *
 * @throws GanError where a band is not half as large as the one before.
 * @see Denton et al. 2015, "Deep Generative Image Models using a Laplacian Pyramid of Adversarial Networks", https://arxiv.org/abs/1506.05751
 * @example
 * const residue = input({ shape: [32, 32, 3], name: 'residue' });
 * const coarse = input({ shape: [16, 16, 3], name: 'coarse' });
 * const image = laplacianReconstruct().apply([residue, coarse]) as SymbolicTensor;
 */
export const laplacianReconstruct = (args: LaplacianReconstructArgs = {}): LaplacianReconstruct => new LaplacianReconstruct(args);
