import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, serialization } from '@tensorflow/tfjs-core';
import type { LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { constant } from '../initializers/factories';
import type { Initializer } from '../initializers/initializer';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { plain } from '../layer/plain';
import { registerBuiltIn } from '../layer/registerLayer';
import { channelsOf } from '../layer/shapes';

export interface BiasActArgs extends GanLayerArgs {
  /** 'linear', 'relu', 'leakyRelu', 'tanh', 'sigmoid', 'elu', 'selu', 'softplus' or 'swish'. Default 'linear'. */
  readonly activation?: ops.BiasActivation;
  /** The slope of 'leakyRelu' below 0. Default 0.2. */
  readonly slope?: number;
  /** A factor on the activation. Default √2 for 'relu', 'leakyRelu' and 'swish', 1 for the others. */
  readonly gain?: number | undefined;
  /** The result is held in [-clamp, clamp]. Default none; StyleGAN2 has 256 where it computes in float16. */
  readonly clamp?: number | undefined;
  /** Default true. */
  readonly useBias?: boolean;
  /** Default zeros. */
  readonly biasInitializer?: Initializer;
}

type Config = Required<Pick<BiasActArgs, 'activation' | 'slope' | 'useBias' | 'biasInitializer'>> & Pick<BiasActArgs, 'gain' | 'clamp'>;

/** The layer of `biasAct`. Weight: `bias` `[C]`. */
export class BiasAct extends GanLayer {
  static readonly className = 'GanBiasAct';
  override readonly perExample = true;
  private readonly config: Config;
  private bias: LayerVariable | undefined;

  constructor(args: BiasActArgs = {}) {
    super(args);
    const { activation = 'linear', slope = 0.2, gain, clamp, useBias = true, biasInitializer = constant(0) } = args;
    ops.checkBiasAct({ activation, gain, clamp });
    check(Number.isFinite(slope), () => `biasAct: slope must be a finite number. Got ${slope}.`);
    this.config = { activation, slope, gain, clamp, useBias, biasInitializer };
  }

  override build(inputShape: Shape | Shape[]): void {
    const { useBias, biasInitializer } = this.config;
    if (useBias) this.bias = this.weight('bias', [channelsOf('biasAct', inputShape)], biasInitializer);
    super.build(inputShape);
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const { activation, slope, gain, clamp } = this.config;
    return tf.tidy(() => ops.biasAct(only(inputs), { bias: this.bias?.read() as Tensor1D | undefined, activation, slope, gain, clamp }));
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...plain(this.config) };
  }
}
registerBuiltIn(BiasAct);

/**
 * Bias, activation, gain and clamp, as every layer of StyleGAN2 ends: y = clamp(gain · activation(x + bias)).
 *
 * Shape: `[N, …, C]` → the same. It belongs behind a layer without a bias of its own; with `useBias: false` and `gain: 1` it is the
 * activation alone. Training and inference alike. Differentiable to any order; where it is clamped the derivative is 0. The model disposes it.
 *
 * @throws GanError where the activation is not known, or a number is out of range.
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", https://arxiv.org/abs/1912.04958
 * @example const part = sequence(conv2d({ channels: 64, kernelSize: 3, padding: 1, useBias: false }), biasAct({ activation: 'leakyRelu' }));
 */
export const biasAct = (args: BiasActArgs = {}): BiasAct => new BiasAct(args);
