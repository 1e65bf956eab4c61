import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import type { Initializer } from '../initializers/initializer';
import { type Kwargs, readCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import type { LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { imageShape, severalShapes } from '../layer/shapes';
import type { Reparams } from '../reparametrization/reparam';

export interface SkipLayerExcitationArgs extends GanLayerArgs {
  /** Between the two convolutions, M. Default: the channels of high, as in the released code. */
  readonly hidden?: number;
  /** P: to how many pixels a side low is pooled first. Default 4. */
  readonly pooled?: number;
  /** Between the two convolutions: leaky ReLU of slope 0.1, as in the paper, or x · σ(x), as in the released code. Default 'leakyRelu'. */
  readonly activation?: 'leakyRelu' | 'swish';
  /** Of both kernels. Default: what `reparam` asks for, else Glorot's uniform. */
  readonly initializer?: Initializer | undefined;
  /** Of both kernels, each by itself. Default: as they are. */
  readonly reparam?: Reparams | undefined;
}

const inputNames = ['high', 'low'] as const;
const swish = (x: Tensor4D): Tensor4D => tf.mul(x, tf.sigmoid(x));

/** The layer of `skipLayerExcitation`. Weights: `squeeze` `[P, P, C, M]`, `expand` `[1, 1, M, K]`. */
export class SkipLayerExcitation extends GanLayer {
  static readonly className = 'GanSkipLayerExcitation';
  private readonly config: Omit<SkipLayerExcitationArgs, keyof GanLayerArgs> &
    Required<Pick<SkipLayerExcitationArgs, 'pooled' | 'activation'>>;
  private squeezing!: LayerKernel;
  private expanding!: LayerKernel;

  constructor(args: SkipLayerExcitationArgs = {}) {
    super(args);
    const { hidden, pooled = 4, activation = 'leakyRelu', initializer, reparam } = args;
    if (hidden !== undefined) checkCount('skipLayerExcitation', 'hidden', hidden);
    checkCount('skipLayerExcitation', 'pooled', pooled);
    check(['leakyRelu', 'swish'].includes(activation), () => {
      return `skipLayerExcitation: activation must be 'leakyRelu' or 'swish'. Got '${activation}'.`;
    });
    this.config = { pooled, activation, ...plain({ hidden, initializer, reparam }) };
  }

  override build(inputShape: Shape | Shape[]): void {
    const [high, low] = severalShapes<[Shape, Shape]>('skipLayerExcitation', inputNames, inputShape);
    const { channels: outputs } = imageShape('skipLayerExcitation', high);
    const { channels, size } = imageShape('skipLayerExcitation', low);
    const { pooled, hidden = outputs } = this.config;
    check(
      size.every((length) => length === null || length % pooled === 0),
      () => {
        return `skipLayerExcitation: low must be pooled to ${pooled}x${pooled} by equal windows. Got ${size.map((length) => length ?? 'null').join('x')}. Use multiples of ${pooled}.`;
      },
    );
    const args = { ...this.config, useBias: false };
    this.squeezing = this.kernel({ name: 'squeeze', shape: [pooled, pooled, channels, hidden] }, args);
    this.expanding = this.kernel({ name: 'expand', shape: [1, 1, hidden, outputs] }, args);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return severalShapes<[Shape, Shape]>('skipLayerExcitation', inputNames, inputShape)[0];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const call = readCall(kwargs);
    return tf.tidy(() => {
      const [high, low] = several<[Tensor4D, Tensor4D]>('skipLayerExcitation', inputNames, inputs);
      const squeeze = this.squeezing.read<Tensor4D>(call).kernel;
      const expand = this.expanding.read<Tensor4D>(call).kernel;
      return ops.skipLayerExcitation(high, low, { squeeze, expand, ...(this.config.activation === 'swish' ? { activation: swish } : {}) });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(SkipLayerExcitation);

/**
 * Skip-layer excitation: an image of low resolution scales the channels of one of high resolution,
 * y = high · σ(expand ∗ activation(squeeze ∗ averages of windows of low)).
 *
 * Shapes: [high `[N, H', W', K]`, low `[N, H, W, C]`], H and W multiples of `pooled` → `[N, H', W', K]`. Training and inference alike, but
 * for what `reparam` keeps. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where shapes do not fit, or options are out of range.
 * @see Liu et al. 2021, "Towards Faster and Stabilized GAN Training for High-fidelity Few-shot Image Synthesis", section 3.1, https://arxiv.org/abs/2101.04775
 * @example
 * const low = input({ shape: [8, 8, 64], seed: 7 });
 * const high = input({ shape: [128, 128, 16], name: 'high' });
 * const y = skipLayerExcitation({ activation: 'swish' }).apply([high, low]); // [N, 128, 128, 16]
 */
export const skipLayerExcitation = (args: SkipLayerExcitationArgs = {}): SkipLayerExcitation => new SkipLayerExcitation(args);
