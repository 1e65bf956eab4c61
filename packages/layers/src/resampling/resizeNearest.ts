import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';
import { resizedTo, type ResizingArgs, type ResizingTarget, resizingTarget } from './resizing';

export type ResizeNearestArgs = ResizingArgs;

/** The layer of `resizeNearest`. No weights. */
export class ResizeNearest extends ImageLayer<ResizingTarget> {
  static readonly className = 'GanResizeNearest';

  constructor(args: ResizeNearestArgs = {}) {
    super('resizeNearest', args, resizingTarget('resizeNearest', args));
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    return [batch, ...resizedTo(this.config, size), channels];
  }

  protected override resample(x: Tensor4D): Tensor {
    return ops.resizeNearest(x, resizedTo(this.config, [x.shape[1], x.shape[2]]) as [number, number]);
  }
}
registerBuiltIn(ResizeNearest);

/**
 * Larger (or smaller) images by copies of the nearest pixel: y[i, j] = x[⌊i·H / H'⌋, ⌊j·W / W'⌋]. Right before a convolution, `upConv2d`
 * does both for less than half the work.
 *
 * Shapes: `[N, H, W, C]` → `[N, factor·H, factor·W, C]`, or `[N, …size, C]`. Training and inference alike. Differentiable to any order.
 * The model disposes it.
 *
 * @throws GanError unless `factor` or `size`, and not both, are positive integers.
 * @see Odena, Dumoulin & Olah 2016, "Deconvolution and Checkerboard Artifacts", https://distill.pub/2016/deconv-checkerboard
 * @example const before = sequence(named('rgb4', toRgb()), resizeNearest({ factor: 2 }));
 */
export const resizeNearest = (args: ResizeNearestArgs = {}): ResizeNearest => new ResizeNearest(args);
