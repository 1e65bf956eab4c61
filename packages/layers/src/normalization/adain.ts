import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import * as ops from '@ganblocks/core/ops';
import { type Kwargs, readCall, several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, severalShapes } from '../layer/shapes';
import { checkEpsilon } from './affineNorm';
import { checkPlaces, checkVectors } from './checks';

export interface AdainArgs extends GanLayerArgs, KernelArgs {
  /** Added to the variance. Default 1e-8, as in StyleGAN. */
  readonly epsilon?: number;
}

const shapesOf = (inputShape: Shape | Shape[]): readonly [Shape, Shape] =>
  severalShapes<[Shape, Shape]>('adain', ['x', 'style'], inputShape);

/** The layer of `adain`. Weights: `kernel` `[D, 2C]`, `bias` `[2C]`, the scales first, then the offsets. */
export class Adain extends GanLayer {
  static readonly className = 'GanAdain';
  private readonly config: KernelArgs & Required<Pick<AdainArgs, 'epsilon'>>;
  private stored!: LayerKernel;

  constructor(args: AdainArgs = {}) {
    super(args);
    const { epsilon = 1e-8 } = args;
    checkEpsilon('adain', epsilon);
    this.config = { epsilon, ...kernelArgsOf(args) };
  }

  override build(inputShape: Shape | Shape[]): void {
    const [x, style] = shapesOf(inputShape);
    checkPlaces('adain', x);
    this.stored = this.kernel({ name: 'kernel', shape: [checkVectors('adain', 'style', style), 2 * channelsOf('adain', x)] }, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return shapesOf(inputShape)[0];
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor {
    const [x, style] = several<[Tensor, Tensor2D]>('adain', ['x', 'style'], inputs);
    return tf.tidy(() => {
      const said = this.stored.respond<Tensor2D, Tensor2D>(readCall(kwargs), (kernel, bias) => ops.dense(style, kernel, { bias }));
      const [scale, offset] = tf.split(said, 2, 1) as [Tensor2D, Tensor2D];
      return ops.adain(x, { scale: tf.add(scale, 1), offset, epsilon: this.config.epsilon });
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(Adain);

/**
 * Adaptive instance normalization, StyleGAN's: y = (1 + s) · (x - μ) / √(σ² + ε) + b, by the moments of each channel of each sample, where a
 * dense layer of the style w says s and b.
 *
 * Shapes: inputs x `[N, …, C]` of rank 3 or more and style `[N, D]` → the shape of x. Training and inference alike, but for what `reparam`
 * keeps. Differentiable to any order, by the style too. The model disposes it. See `featureAdain` for the style of another image, and
 * `modulatedConv2d` for what StyleGAN2 put in its place.
 *
 * @throws GanError where epsilon is not above 0, x has no places to take moments over, or the style is not `[N, D]`.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture", eq. 1, https://arxiv.org/abs/1812.04948
 * @example
 * const image = input({ shape: [8, 8, 16], seed: 7 });
 * const style = input({ shape: [64], name: 'style' });
 * const styled = adain({ reparam: equalizedLearningRate() }).apply([image, style]);
 */
export const adain = (args: AdainArgs = {}): Adain => new Adain(args);
