import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { several } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, severalShapes } from '../layer/shapes';
import { checkEpsilon } from './affineNorm';
import { checkPlaces } from './checks';

export interface FeatureAdainArgs extends GanLayerArgs {
  /** Added to both variances. Default 1e-5. */
  readonly epsilon?: number;
}

const shapesOf = (inputShape: Shape | Shape[]): readonly [Shape, Shape] =>
  severalShapes<[Shape, Shape]>('featureAdain', ['content', 'style'], inputShape);

/** The layer of `featureAdain`. It has no weights. */
export class FeatureAdain extends GanLayer {
  static readonly className = 'GanFeatureAdain';
  private readonly epsilon: number;

  constructor(args: FeatureAdainArgs = {}) {
    super(args);
    const { epsilon = 1e-5 } = args;
    checkEpsilon('featureAdain', epsilon);
    this.epsilon = epsilon;
  }

  override build(inputShape: Shape | Shape[]): void {
    const shapes = shapesOf(inputShape);
    for (const shape of shapes) checkPlaces('featureAdain', shape);
    const [content, style] = shapes.map((shape) => channelsOf('featureAdain', shape));
    check(content === style, () => `featureAdain: content and style must have the same channels. Got ${content} and ${style}.`);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return shapesOf(inputShape)[0];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const [content, style] = several<[Tensor, Tensor]>('featureAdain', ['content', 'style'], inputs);
    return ops.featureAdain(content, style, { epsilon: this.epsilon });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), epsilon: this.epsilon };
  }
}
registerBuiltIn(FeatureAdain);

/**
 * Adaptive instance normalization by another image: y = √(σ²(style) + ε) · (x - μ(x)) / √(σ²(x) + ε) + μ(style), the content's features with
 * the mean and the deviation that each channel of the style's features has. Nothing is learned.
 *
 * Shapes: inputs content `[N, …, C]` and style `[N, …, C]`, of any number of places each → the shape of content. Training and inference alike.
 * Differentiable to any order, by both. The model disposes it.
 *
 * @throws GanError where epsilon is not above 0, channels differ, or an input has no places to take moments over.
 * @see Huang & Belongie 2017, "Arbitrary Style Transfer in Real-time with Adaptive Instance Normalization", eq. 8, https://arxiv.org/abs/1703.06868
 * @example
 * const content = input({ shape: [8, 8, 16] });
 * const style = input({ shape: [4, 4, 16], name: 'style' });
 * const model = tfl.model({ inputs: [content, style], outputs: featureAdain().apply([content, style]) as SymbolicTensor });
 */
export const featureAdain = (args: FeatureAdainArgs = {}): FeatureAdain => new FeatureAdain(args);
