import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';
import { resizedTo, type ResizingArgs, type ResizingTarget, resizingTarget } from './resizing';

export interface ResizeBilinearArgs extends ResizingArgs {
  /** Whether the corner pixels stay corner pixels (true) or the outer edges stay edges (false). Default false. */
  readonly alignCorners?: boolean;
}

/** The layer of `resizeBilinear`. No weights. */
export class ResizeBilinear extends ImageLayer<ResizingTarget & { readonly alignCorners: boolean }> {
  static readonly className = 'GanResizeBilinear';

  constructor(args: ResizeBilinearArgs = {}) {
    super('resizeBilinear', args, { ...resizingTarget('resizeBilinear', args), alignCorners: args.alignCorners ?? false });
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    return [batch, ...resizedTo(this.config, size), channels];
  }

  protected override resample(x: Tensor4D): Tensor {
    const { alignCorners } = this.config;
    return ops.resizeBilinear(x, resizedTo(this.config, [x.shape[1], x.shape[2]]) as [number, number], { alignCorners });
  }
}
registerBuiltIn(ResizeBilinear);

/**
 * Larger (or smaller) images by bilinear interpolation: row i reads the image at (i + ½)·H / H' - ½, or at i·(H - 1) / (H' - 1) with
 * `alignCorners`. It does not smooth: of an image made smaller than half, `averagePool` and `upfirdn2d` keep more.
 *
 * Shapes: `[N, H, W, C]` → `[N, factor·H, factor·W, C]`, or `[N, …size, C]`. Training and inference alike. Differentiable to any order.
 * The model disposes it.
 *
 * @throws GanError unless `factor` or `size`, and not both, are positive integers.
 * @example const wide = resizeBilinear({ size: [64, 128] });
 */
export const resizeBilinear = (args: ResizeBilinearArgs = {}): ResizeBilinear => new ResizeBilinear(args);
