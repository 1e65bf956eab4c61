import type { Tensor, Tensor4D, serialization } from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import * as ops from '@ganblocks/core/ops';
import { checkCount } from '../convolution/convolution';
import { only } from '../layer/callArgs';
import { GanLayer, type GanLayerArgs } from '../layer/ganLayer';
import { registerBuiltIn } from '../layer/registerLayer';
import { imageShape } from '../layer/shapes';

export interface MinibatchStdDevArgs extends GanLayerArgs {
  /** G: images that are compared with one another; a batch smaller than that is one group. Default 4. */
  readonly groupSize?: number;
  /** F: numbers a group, each over its own share of the channels. Default 1. */
  readonly features?: number;
  /** Added to the variance. Default 1e-8. */
  readonly epsilon?: number;
}

/** The layer of `minibatchStdDev`. No weights. */
export class MinibatchStdDev extends GanLayer {
  static readonly className = 'GanMinibatchStdDev';
  private readonly config: Required<ops.GroupDeviationsOptions>;

  constructor(args: MinibatchStdDevArgs = {}) {
    super(args);
    const { groupSize = 4, features = 1, epsilon = 1e-8 } = args;
    checkCount('minibatchStdDev', 'groupSize', groupSize);
    checkCount('minibatchStdDev', 'features', features);
    check(epsilon >= 0, () => `minibatchStdDev: epsilon must be at least 0. Got ${epsilon}.`);
    this.config = { groupSize, features, epsilon };
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const { features } = this.config;
    const { batch, size, channels } = imageShape('minibatchStdDev', inputShape);
    check(channels % features === 0, () => {
      return `minibatchStdDev: features must divide the channels. Got features ${features}, channels ${channels}.`;
    });
    return [batch, ...size, channels + features];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return ops.minibatchStdDev(only<Tensor4D>(inputs), this.config);
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
registerBuiltIn(MinibatchStdDev);

/**
 * Minibatch standard deviation: appends to each image, as F constant channels, how much the images of its group differ, so that a
 * discriminator sees a generator that repeats itself: y = [x, s[n mod N/G]] with s[m, f] the mean of √(variance over the group + ε).
 *
 * Shapes: `[N, H, W, C]` → `[N, H, W, C + F]`. Training and inference alike: it couples the images of a group. The group size must divide
 * the batch. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where the group size does not divide the batch, or `features` the channels.
 * @see Karras et al. 2018, "Progressive Growing of GANs", section 3, https://arxiv.org/abs/1710.10196
 * @see Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN" (groups), https://arxiv.org/abs/1912.04958
 * @example const head = sequence(minibatchStdDev({ groupSize: 4 }), conv2d({ channels: 64, kernelSize: 3, padding: 1 }));
 */
export const minibatchStdDev = (args: MinibatchStdDevArgs = {}): MinibatchStdDev => new MinibatchStdDev(args);
