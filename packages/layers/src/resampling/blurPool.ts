import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import type { GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import type { ImageShape } from '../layer/shapes';
import { ImageLayer } from './imageLayer';

export interface BlurPoolArgs extends GanLayerArgs {
  /** The filter along each axis, in any scale: divided by its sum. Default [1, 2, 1]. */
  readonly taps?: readonly number[];
  /** Every stride-th pixel stays. Default 2. */
  readonly stride?: number;
}

type Config = Required<Omit<BlurPoolArgs, keyof GanLayerArgs>>;

/** The layer of `blurPool`. No weights. */
export class BlurPool extends ImageLayer<Config> {
  static readonly className = 'GanBlurPool';

  constructor(args: BlurPoolArgs = {}) {
    const { taps = [1, 2, 1], stride = 2 } = args;
    super('blurPool', args, { taps, stride });
    checkCount('blurPool', 'stride', stride);
    const sum = taps.reduce((total, tap) => total + tap, 0);
    check(Number.isFinite(sum) && sum !== 0, () => `blurPool: taps must be numbers with a sum other than 0. Got ${JSON.stringify(taps)}.`);
  }

  protected override shapeOf({ batch, size, channels }: ImageShape): Shape {
    const { taps, stride } = this.config;
    const reach = Math.ceil((taps.length - 1) / 2);
    check(
      size.every((length) => length === null || length > reach),
      () => `blurPool: the image must be longer than half the filter. Got ${size.join(' x ')} pixels, ${taps.length} taps.`,
    );
    return [batch, ...size.map((length) => length && Math.ceil(length / stride)), channels];
  }

  protected override resample(x: Tensor4D): Tensor {
    return ops.blurPool(x, this.config);
  }
}
registerBuiltIn(BlurPool);

/**
 * Downsampling that a shifted image survives: blurs, then keeps every stride-th pixel. Beyond the border the image is mirrored.
 *
 * Shapes: `[N, H, W, C]` → `[N, ceil(H / stride), ceil(W / stride), C]`. Training and inference alike. Differentiable to any order.
 * The model disposes it.
 *
 * @throws GanError where the taps have no sum, or reach further than the image is large.
 * @see Zhang 2019, "Making Convolutional Networks Shift-Invariant Again", https://arxiv.org/abs/1904.11486
 * @example const half = sequence(conv2d({ channels: 64, kernelSize: 3, padding: 1 }), leakyRelu(), blurPool());
 */
export const blurPool = (args: BlurPoolArgs = {}): BlurPool => new BlurPool(args);
