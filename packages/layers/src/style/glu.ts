import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, onlyShape } from '../layer/shapes';

/** The layer of `glu`. No weights. */
export class Glu extends GanLayer {
  static readonly className = 'GanGlu';
  override readonly perExample = true;

  constructor(args: GanLayerArgs = {}) {
    super(args);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const channels = channelsOf('glu', inputShape);
    check(channels % 2 === 0, () => `glu: the last axis must be even, since it is halved. Got ${channels}.`);
    return [...onlyShape('glu', inputShape).slice(0, -1), channels / 2];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return ops.glu(only(inputs));
  }
}
registerBuiltIn(Glu);

/**
 * Gated linear unit over the last axis: y = a · σ(b), with a its first half and b its second.
 *
 * Shapes: `[N, …, 2C]` → `[N, …, C]`: give the layer before it twice the channels. Training and inference alike. Differentiable to any
 * order. The model disposes it.
 *
 * @throws GanError where the last axis is odd.
 * @see Dauphin et al. 2017, "Language Modeling with Gated Convolutional Networks", section 2, https://arxiv.org/abs/1612.08083
 * @example const block = sequence(conv2d({ channels: 2 * 64, kernelSize: 3, padding: 1 }), batchNorm(), glu());
 */
export const glu = (args: GanLayerArgs = {}): Glu => new Glu(args);
