import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { several } from '../../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../../layer/ganLayer';
import { registerBuiltIn } from '../../layer/registerLayer';
import { severalShapes } from '../../layer/shapes';

const names = ['before', 'after', 'alpha'] as const;

/** α as it meets x: one number for all, or one for each of the batch. */
function spread(alpha: Tensor, x: Tensor): Tensor {
  const [batch = 0] = x.shape;
  check(alpha.size === 1 || alpha.size === batch, () => {
    return `fade: alpha must be one number, or one for each of the ${batch} examples. Got the shape [${alpha.shape.join(', ')}].`;
  });
  return tf.reshape(alpha, [alpha.size, ...x.shape.slice(1).map(() => 1)]);
}

/** The layer of `fade`. No weights. */
export class Fade extends GanLayer {
  static readonly className = 'GanFade';

  constructor(args: GanLayerArgs = {}) {
    super(args);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [before, after] = severalShapes<[Shape, Shape, Shape]>('fade', names, inputShape);
    check(before.slice(1).join() === after.slice(1).join(), () => {
      return `fade: before and after must have the same shape. Got [${before.slice(1).join(', ')}] and [${after.slice(1).join(', ')}].`;
    });
    return after;
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const [before, after, alpha] = several<[Tensor, Tensor, Tensor]>('fade', names, inputs);
    return tf.tidy(() => {
      const weight = spread(alpha, after);
      return tf.add(tf.mul(before, tf.sub(1, weight)), tf.mul(after, weight));
    });
  }
}
registerBuiltIn(Fade);

/**
 * Fades from one tensor to another of the same shape: y = (1 - α) · before + α · after, at 0 and at 1 exactly the one and the other.
 *
 * Inputs: before and after `[N, …]`, alpha `[N]`, `[1]` or `[]` → `[N, …]`. The network's input for alpha is
 * `input({ shape: [], name: 'alpha' })`, a call gives it `tf.scalar(0.3)`. Training and inference alike. Differentiable to any order. The
 * model disposes it.
 *
 * @throws GanError where before and after differ in shape, or alpha has neither one number nor N.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 2, figure 2, https://arxiv.org/abs/1710.10196
 * @example const images = fade().apply([input({ shape: [4, 4, 3] }), input({ shape: [4, 4, 3] }), input({ shape: [] })]);
 */
export const fade = (args: GanLayerArgs = {}): Fade => new Fade(args);
