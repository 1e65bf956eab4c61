import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { registerBuiltIn } from '../layer/registerLayer';
import { type Affine, AffineNorm, type AffineNormArgs, affineNormArgsOf, type AffineNormConfig } from './affineNorm';

export interface VirtualBatchNormArgs extends AffineNormArgs {
  /** R, the samples of the reference batch, which are the first of every batch. */
  readonly referenceSize: number;
}

type Config = AffineNormConfig & { readonly referenceSize: number };

/** The layer of `virtualBatchNorm`. Weights `[C]`: `scale`, `offset`. */
export class VirtualBatchNorm extends AffineNorm<Config> {
  static readonly className = 'GanVirtualBatchNorm';

  constructor(args: VirtualBatchNormArgs) {
    const { referenceSize } = args;
    super('virtualBatchNorm', args, { referenceSize, ...affineNormArgsOf('virtualBatchNorm', args) });
    checkCount('virtualBatchNorm', 'referenceSize', referenceSize);
  }

  protected override normalize(batch: Tensor, affine: Affine): Tensor {
    const { referenceSize } = this.config;
    const [size = 0] = batch.shape;
    check(size > referenceSize, () => {
      return `virtualBatchNorm: the batch must hold the ${referenceSize} samples of the reference batch, and then others. Got ${size} in all. Call the network by withReference(network, reference).`;
    });
    const reference = tf.slice(batch, 0, referenceSize);
    const moments = ops.batchMoments(reference);
    const others = tf.slice(batch, referenceSize, size - referenceSize);
    return tf.concat([
      ops.batchNorm(reference, { ...affine, ...moments }),
      ops.virtualBatchNorm(others, { ...affine, reference: moments, referenceSize }),
    ]);
  }
}
registerBuiltIn(VirtualBatchNorm);

/**
 * Virtual batch normalization: each sample is normalised by itself together with a fixed reference batch, and so does not depend on the rest
 * of its batch. The reference batch is normalised by its own moments.
 *
 * The reference batch goes through the whole network in front of the others, since its moments are needed at every such layer, by the
 * weights as they are now: build the network as any other, and call it by `withReference(network, reference)`.
 *
 * Shapes: `[R + N, …, C]` → the same, the reference batch first. Training and inference alike; a call costs that of R more samples.
 * Differentiable to any order, through the reference batch too. The model disposes it.
 *
 * @throws GanError where `referenceSize` is no positive integer, epsilon is not above 0, or a batch has no samples beside the reference batch.
 * @see Salimans et al. 2016, "Improved Techniques for Training GANs", section 3.5, https://arxiv.org/abs/1606.03498
 * @example
 * const raw = network(chain({ shape: [64] }, dense({ units: 128 }), virtualBatchNorm({ referenceSize: 4 }), relu(), dense({ units: 784 })));
 * const steady = withReference(raw, randomStream(1).normal([4, 64]));
 * const flat = steady.apply(latents, { training: true }); // [N, 784]
 */
export const virtualBatchNorm = (args: VirtualBatchNormArgs): VirtualBatchNorm => new VirtualBatchNorm(args);
