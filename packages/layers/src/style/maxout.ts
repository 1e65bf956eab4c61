import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, onlyShape } from '../layer/shapes';

export interface MaxoutArgs extends GanLayerArgs {
  /** P: how many numbers a unit takes the largest of. The discriminators of the first GAN have 5. */
  readonly pieces: number;
  /** What changes slowest along the last axis: 'units' (unit u has the numbers uP … uP + P - 1) or 'pieces' (u, U + u, …). Default 'units'. */
  readonly slowest?: 'units' | 'pieces';
}

/** The layer of `maxout`. No weights. */
export class Maxout extends GanLayer {
  static readonly className = 'GanMaxout';
  override readonly perExample = true;
  private readonly config: Required<ops.MaxoutOptions>;

  constructor(args: MaxoutArgs) {
    super(args);
    const { pieces, slowest = 'units' } = args;
    check(Number.isInteger(pieces) && pieces >= 1, () => `maxout: pieces must be a positive integer. Got ${pieces}.`);
    check(['units', 'pieces'].includes(slowest), () => `maxout: slowest must be 'units' or 'pieces'. Got '${slowest}'.`);
    this.config = { pieces, slowest };
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { pieces } = this.config;
    const channels = channelsOf('maxout', inputShape);
    check(channels % pieces === 0, () => `maxout: pieces must divide the last axis. Got pieces ${pieces}, last axis ${channels}.`);
    return [...onlyShape('maxout', inputShape).slice(0, -1), channels / pieces];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return ops.maxout(only(inputs), this.config);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(Maxout);

/**
 * Maxout: y[…, u] = the largest of the P numbers of unit u. Behind a convolution it is maxout of channels; a maxout layer of U units is
 * `dense({ units: U · P })` and then `maxout({ pieces: P })`.
 *
 * Shapes: `[N, …, U·P]` → `[N, …, U]`. Training and inference alike. Differentiable to any order; tied numbers share the derivative. The
 * model disposes it.
 *
 * @throws GanError unless the pieces divide the last axis.
 * @see Goodfellow et al. 2013, "Maxout Networks", https://arxiv.org/abs/1302.4389
 * @example const hidden = sequence(dense({ units: 240 * 5 }), maxout({ pieces: 5 }), dropout());
 */
export const maxout = (args: MaxoutArgs): Maxout => new Maxout(args);
