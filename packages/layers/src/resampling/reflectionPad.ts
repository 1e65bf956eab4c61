import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import type { GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';

export interface ReflectionPadArgs extends GanLayerArgs {
  /** Pixels on all sides, or [[top, bottom], [left, right]]. */
  readonly padding: ops.BorderPadding;
}

type Config = Pick<ReflectionPadArgs, 'padding'>;

/** The layer of `reflectionPad`. No weights. */
export class ReflectionPad extends ImageLayer<Config> {
  static readonly className = 'GanReflectionPad';

  constructor(args: ReflectionPadArgs) {
    const { padding } = args;
    super('reflectionPad', args, { padding });
    const counts = this.sides.flat();
    check(
      counts.length === 4 && counts.every((count) => Number.isInteger(count) && count >= 0),
      () => `reflectionPad: padding must be an integer >= 0 or [[top, bottom], [left, right]] of them. Got ${JSON.stringify(padding)}.`,
    );
  }

  private get sides(): readonly [ops.Sides, ops.Sides] {
    const { padding } = this.config;
    return typeof padding === 'number' ? [[padding, padding], [padding, padding]] : padding; // prettier-ignore
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    const longer = size.map((length, axis) => {
      const [before, after] = this.sides[axis as 0 | 1];
      const fits = length === null || Math.max(before, after) < length;
      check(fits, () => `reflectionPad: padding must be smaller than the image. Got ${Math.max(before, after)}, length ${length}.`);
      return length && length + before + after;
    });
    return [batch, ...longer, channels];
  }

  protected override resample(x: Tensor4D): Tensor {
    return ops.reflectionPad(x, this.config.padding);
  }
}
registerBuiltIn(ReflectionPad);

/**
 * Continues an image beyond its borders by its mirror image; the border itself is not repeated: of 1 2 3, two pixels to the left make 3 2 1 2 3.
 *
 * Shapes: `[N, H, W, C]` → `[N, top + H + bottom, left + W + right, C]`. Training and inference alike. Differentiable to any order.
 * The model disposes it.
 *
 * @throws GanError unless each padding is smaller than the axis that it continues.
 * @see Zhu et al. 2017, "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", https://arxiv.org/abs/1703.10593
 * @example const first = sequence(reflectionPad({ padding: 3 }), conv2d({ channels: 64, kernelSize: 7 }));
 */
export const reflectionPad = (args: ReflectionPadArgs): ReflectionPad => new ReflectionPad(args);
