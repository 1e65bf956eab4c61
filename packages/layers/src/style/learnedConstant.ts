import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { normal } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { onlyShape } from '../layer/shapes';

export interface LearnedConstantArgs extends GanLayerArgs {
  /** Of one example, such as [4, 4, 512]. */
  readonly shape: readonly number[];
  /** Default standard Gaussian, as in StyleGAN2; StyleGAN has `constant(1)`. */
  readonly initializer?: Initializer;
}

/** The layer of `learnedConstant`. Weight: `constant`, of the shape asked for. */
export class LearnedConstant extends GanLayer {
  static readonly className = 'GanLearnedConstant';
  private readonly config: Required<Pick<LearnedConstantArgs, 'shape' | 'initializer'>>;
  private learned!: LayerVariable;

  constructor(args: LearnedConstantArgs) {
    super(args);
    const { shape, initializer = normal() } = args;
    const valid = shape.length > 0 && shape.every((length) => Number.isInteger(length) && length >= 1);
    check(valid, () => `learnedConstant: shape must hold positive integers, without the batch axis. Got [${shape.join(', ')}].`);
    this.config = { shape: [...shape], initializer };
  }

  override build(inputShape: Shape | Shape[]): void {
    this.learned = this.weight('constant', this.config.shape, this.config.initializer);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [batch = null] = onlyShape('learnedConstant', inputShape);
    return [batch, ...this.config.shape];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const { shape } = this.config;
    const [batch = 1] = only(inputs).shape;
    return tf.tidy(() => tf.mul(this.learned.read(), tf.ones([batch, ...shape.map(() => 1)])));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(LearnedConstant);

/**
 * A learned constant: the same for each example, and nothing of the input but how many examples there are. Where a style-based generator
 * begins.
 *
 * Shapes: `[N, …]` → `[N, …shape]`. Training and inference alike. Differentiable to any order by the constant. The model disposes it.
 *
 * @throws GanError unless the shape holds positive integers.
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 2.1, https://arxiv.org/abs/1812.04948
 * @example const start = learnedConstant({ shape: [4, 4, 512] });
 */
export const learnedConstant = (args: LearnedConstantArgs): LearnedConstant => new LearnedConstant(args);
