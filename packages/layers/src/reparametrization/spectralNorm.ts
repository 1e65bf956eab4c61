import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { constant, normal } from '../initializers/factories';
import type { ResolvedCall } from '../layer/callArgs';
import { type AttachedReparam, type Reparam, type ReparamSite, registerBuiltInReparam } from './reparam';

export interface SpectralNormArgs {
  /** Steps of the power iteration at each call in training. Default 1. */
  readonly iterations?: number;
  /** The least length that u and v are divided by. Default 1e-12. */
  readonly epsilon?: number;
  /**
   * What inference divides by: 'stored' takes u and v of the last step as they are (PyTorch's `eval()`), 'iterate' does the iterations
   * from u without keeping them (BigGAN). Default 'stored'.
   */
  readonly evaluation?: 'stored' | 'iterate';
  /** Steps from the random u when the layer is built, so that σ is right from the first call on. Default 15, as PyTorch's. */
  readonly warmUp?: number;
}

type Settings = Required<SpectralNormArgs>;

function settingsOf({ iterations = 1, epsilon = 1e-12, evaluation = 'stored', warmUp = 15 }: SpectralNormArgs): Settings {
  const counts = Number.isInteger(iterations) && iterations >= 1 && Number.isInteger(warmUp) && warmUp >= 0;
  check(counts, () => `spectralNorm: iterations must be an integer >= 1, warmUp one >= 0. Got ${iterations} and ${warmUp}.`);
  check(epsilon > 0, () => `spectralNorm: epsilon must be above 0. Got ${epsilon}.`);
  check(['stored', 'iterate'].includes(evaluation), () => `spectralNorm: evaluation must be 'stored' or 'iterate'. Got '${evaluation}'.`);
  return { iterations, epsilon, evaluation, warmUp };
}

function attach(settings: Settings, { kernel, before, outputs, outputAxis, weight }: ReparamSite): AttachedReparam {
  const { iterations, epsilon, evaluation, warmUp } = settings;
  const u = weight('u', [outputs], normal(), { trainable: false });
  const v = weight('v', [kernel.read().size / outputs], constant(0), { trainable: false });
  const vectors = { u: () => u.read() as Tensor1D, v: () => v.read() as Tensor1D };

  function keep(moved: ops.SpectralNormalized<Tensor>): void {
    u.write(moved.u);
    v.write(moved.v);
  }

  // A random u has another length than 1, which the first iteration mends.
  const call = { training: false, updateStatistics: false, initialize: false };
  tf.tidy(() => keep(ops.spectralNormalize(before(call), { u: vectors.u(), iterations: Math.max(warmUp, 1), epsilon, outputAxis })));

  return {
    kernel(raw: Tensor, { training, updateStatistics }: ResolvedCall): Tensor {
      const still = !training && !updateStatistics && evaluation === 'stored';
      const steps = still ? { v: vectors.v(), iterations: 0 } : { iterations };
      const normalized = ops.spectralNormalize(raw, { u: vectors.u(), epsilon, outputAxis, ...steps });
      if (updateStatistics) keep(normalized);
      return normalized.kernel;
    },
  };
}

registerBuiltInReparam('spectralNorm', {
  check: (reparam) => void settingsOf(reparam as SpectralNormArgs),
  attach: (reparam, site) => attach(settingsOf(reparam as SpectralNormArgs), site),
});

/**
 * Spectral normalization: the kernel divided by an estimate of its largest singular value, σ = uᵀWv, by power iteration.
 *
 * `u` `[K]` and `v` `[taps·C]` are statistics of the layer, saved with it. Every call in training moves them by `iterations` steps, unless
 * it says `updateStatistics: false`; inference leaves them, unless it says `updateStatistics: true`, which is how TensorFlow's SAGAN code
 * behaves. They are constants to every derivative, σ is not: differentiable to any order.
 *
 * @throws GanError where an option is out of range.
 * @see Miyato et al. 2018, "Spectral Normalization for Generative Adversarial Networks", algorithm 1, https://arxiv.org/abs/1802.05957
 * @example const reparam = spectralNorm();
 * const critic = chain({ shape: [32, 32, 3] }, conv2d({ channels: 64, kernelSize: 3, padding: 1, reparam }), flatten(), dense({ units: 1, reparam }));
 */
export const spectralNorm = (args: SpectralNormArgs = {}): Reparam => ({ kind: 'spectralNorm', ...settingsOf(args) });
