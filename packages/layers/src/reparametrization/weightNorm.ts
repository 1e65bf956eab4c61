import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { constant, normal } from '../initializers/factories';
import { type AttachedReparam, type Reparam, type ReparamSite, registerBuiltInReparam } from './reparam';

export interface WeightNormArgs {
  /** The deviation of the outputs after `initializeByData`. Default 1. */
  readonly scale?: number;
  /** Whether gains are learned, or stay as `initializeByData` sets them, as in hidden layers of the semi-supervised GAN. Default true. */
  readonly learnsGain?: boolean;
}

function settingsOf({ scale = 1, learnsGain = true }: WeightNormArgs): Required<WeightNormArgs> {
  check(Number.isFinite(scale) && scale > 0, () => `weightNorm: scale must be a finite number above 0. Got ${scale}.`);
  check(typeof learnsGain === 'boolean', () => `weightNorm: learnsGain must be true or false. Got ${String(learnsGain)}.`);
  return { scale, learnsGain };
}

function attach({ scale, learnsGain }: Required<WeightNormArgs>, { outputs, outputAxis, weight }: ReparamSite): AttachedReparam {
  const gain = weight('gain', [outputs], constant(1), { trainable: learnsGain });
  return {
    kernel: (direction: Tensor) => ops.weightNormalize(direction, { gain: gain.read() as Tensor1D, outputAxis }),
    initialize(responses: () => Tensor, setBias: (bias: Tensor1D) => void) {
      gain.write(tf.ones([outputs]));
      const initial = ops.dataDependentInitialization(responses(), { scale });
      gain.write(initial.gain);
      setBias(initial.bias);
    },
  };
}

registerBuiltInReparam('weightNorm', {
  check: (reparam) => void settingsOf(reparam as WeightNormArgs),
  initializer: () => normal({ deviation: 0.05 }),
  attach: (reparam, site) => attach(settingsOf(reparam as WeightNormArgs), site),
});

/**
 * Weight normalization: length and direction of each output's weights apart, w = g · v / |v|.
 *
 * The stored kernel is the direction v, drawn from N(0, 0.05²) as in the paper; `gain` `[K]` is one more weight, 1 at the start, or with
 * `learnsGain: false` a statistic. Give the
 * network one batch by `initializeByData` before it trains: gains and biases then make each layer's outputs of mean 0 and deviation
 * `scale`. Differentiable to any order.
 *
 * @throws GanError unless `scale` is finite and above 0.
 * @see Salimans & Kingma 2016, "Weight Normalization", https://arxiv.org/abs/1602.07868
 * @example const layer = dense({ units: 64, reparam: weightNorm() });
 */
export const weightNorm = (args: WeightNormArgs = {}): Reparam => ({ kind: 'weightNorm', ...settingsOf(args) });
