import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { normal } from '../initializers/factories';
import { type AttachedReparam, type Reparam, type ReparamSite, registerBuiltInReparam } from './reparam';

export interface EqualizedLearningRateArgs {
  /** Default 1, as in StyleGAN2; √2 in ProGAN's layers before a leaky rectifier. */
  readonly gain?: number;
  /** How fast kernel and bias learn beside the other layers. Default 1; 0.01 in StyleGAN's mapping network. */
  readonly learningRateMultiplier?: number;
}

type Settings = Required<EqualizedLearningRateArgs>;

function settingsOf({ gain = 1, learningRateMultiplier = 1 }: EqualizedLearningRateArgs): Settings {
  const valid = [gain, learningRateMultiplier].every((value) => Number.isFinite(value) && value > 0);
  check(valid, () => `equalizedLearningRate: gain and learningRateMultiplier must be above 0. Got ${gain} and ${learningRateMultiplier}.`);
  return { gain, learningRateMultiplier };
}

const attach = ({ gain, learningRateMultiplier }: Settings, { outputAxis }: ReparamSite): AttachedReparam => ({
  kernel: (kernel: Tensor) => ops.equalizedLearningRate(kernel, { gain, learningRateMultiplier, outputAxis }),
  bias: (bias: Tensor1D) => (learningRateMultiplier === 1 ? bias : tf.mul(bias, learningRateMultiplier)),
  storedBias: (bias: Tensor1D) => tf.div(bias, learningRateMultiplier),
});

registerBuiltInReparam('equalizedLearningRate', {
  check: (reparam) => void settingsOf(reparam as EqualizedLearningRateArgs),
  initializer: (reparam) => normal({ deviation: 1 / settingsOf(reparam as EqualizedLearningRateArgs).learningRateMultiplier }),
  attach: (reparam, site) => attach(settingsOf(reparam as EqualizedLearningRateArgs), site),
});

/**
 * Equalized learning rate: the stored kernel, drawn from N(0, 1 / multiplier²), is scaled at run time by gain · multiplier / √fanIn, the
 * bias by the multiplier, so that Adam's steps are relative to what each layer needs.
 *
 * A bias that must begin at b is given the initializer b / multiplier. Differentiable to any order.
 *
 * @throws GanError unless both numbers are finite and above 0.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 4.1, https://arxiv.org/abs/1710.10196; the multiplier: Karras et al. 2019, https://arxiv.org/abs/1812.04948
 * @example const reparam = equalizedLearningRate({ gain: Math.SQRT2 });
 */
export const equalizedLearningRate = (args: EqualizedLearningRateArgs = {}): Reparam => ({
  kind: 'equalizedLearningRate',
  ...settingsOf(args),
});
