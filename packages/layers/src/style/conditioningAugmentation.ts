import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { type Kwargs, only, randomOf, readCall } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { type KernelArgs, kernelArgsOf, type LayerKernel } from '../layer/kernelWeights';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf, checkAxes, onlyShape } from '../layer/shapes';

export interface ConditioningAugmentationArgs extends GanLayerArgs, KernelArgs {
  /** Of the condition, C. StackGAN has 128, AttnGAN 100. */
  readonly size: number;
  /** A gated linear unit, as in AttnGAN, or a rectifier, as in StackGAN. Default 'glu'. */
  readonly activation?: 'glu' | 'relu';
  /** Whether inference draws too, as the published codes do, or takes the mean. Default 'draw'. */
  readonly inference?: 'draw' | 'mean';
}

/** The layer of `conditioningAugmentation`. Weights: `kernel` `[T, 4C]` (rectifier: `[T, 2C]`), `bias` of that many. */
export class ConditioningAugmentation extends GanLayer {
  static readonly className = 'GanConditioningAugmentation';
  private readonly config: Omit<ConditioningAugmentationArgs, keyof GanLayerArgs> &
    Required<Pick<ConditioningAugmentationArgs, 'size' | 'activation' | 'inference'>>;
  private stored!: LayerKernel;

  constructor(args: ConditioningAugmentationArgs) {
    super(args);
    const { size, activation = 'glu', inference = 'draw' } = args;
    const where = 'conditioningAugmentation';
    checkCount(where, 'size', size);
    check(['glu', 'relu'].includes(activation), () => `${where}: activation must be 'glu' or 'relu'. Got '${activation}'.`);
    check(['draw', 'mean'].includes(inference), () => `${where}: inference must be 'draw' or 'mean'. Got '${inference}'.`);
    this.config = { size, activation, inference, ...kernelArgsOf(args) };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { size, activation } = this.config;
    checkAxes('conditioningAugmentation', 'the text', onlyShape('conditioningAugmentation', inputShape), ['N', 'T']);
    const units = activation === 'glu' ? 4 * size : 2 * size;
    this.stored = this.kernel({ name: 'kernel', shape: [channelsOf('conditioningAugmentation', inputShape), units] }, this.config);
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape[] {
    const [batch = null] = onlyShape('conditioningAugmentation', inputShape);
    return [0, 1, 2].map(() => [batch, this.config.size]);
  }

  override call(inputs: Tensor | Tensor[], kwargs?: Kwargs): Tensor[] {
    const call = readCall(kwargs);
    const { size, activation, inference } = this.config;
    return tf.tidy(() => {
      const text = only<Tensor2D>(inputs);
      const draws = call.training || inference === 'draw';
      const { code, mean, logVariance } = ops.conditioningAugmentation(text, {
        ...this.stored.read<Tensor2D>(call),
        ...(activation === 'relu' ? { activation: tf.relu } : {}),
        ...(draws ? { random: randomOf('conditioningAugmentation', call) } : { noise: tf.zeros([text.shape[0], size]) }),
      });
      return [code, mean, logVariance];
    });
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(ConditioningAugmentation);

/**
 * Conditioning augmentation: draws the condition around what the text says, so that few texts cover the space of conditions smoothly.
 * [μ, log σ²] = activation(text · kernel + bias), code = μ + σ · ε.
 *
 * Shapes: text `[N, T]` → [code, mean, log-variance], `[N, size]` each. The generator receives the code; its loss has the divergence
 * mean(μ² + σ² - log σ² - 1) / 2 of the other two. Training draws ε from the call's random stream; inference too, or takes the mean as
 * the code. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where options are out of range, or a call must draw and carries no random stream.
 * @see Zhang et al. 2017, "StackGAN", section 3.2, https://arxiv.org/abs/1612.03242
 * @see Xu et al. 2018, "AttnGAN", https://arxiv.org/abs/1711.10485
 * @example
 * const text = input({ shape: [256], seed: 7 });
 * const [code, mean, logVariance] = conditioningAugmentation({ size: 100 }).apply(text) as SymbolicTensor[];
 */
export const conditioningAugmentation = (args: ConditioningAugmentationArgs): ConditioningAugmentation =>
  new ConditioningAugmentation(args);
