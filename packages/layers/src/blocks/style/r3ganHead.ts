import { check } from '@ganblocks/core';
import { checkCount } from '../../convolution/convolution';
import { depthwiseConv2d } from '../../convolution/depthwiseConv2d';
import { dense } from '../../dense/dense';
import { varianceScaling } from '../../initializers/factories';
import { imageShape } from '../../layer/shapes';
import { type Block, sequence } from '../../model/sequence';
import { flatten } from '../../shape/flatten';
import { pathOf } from '../path';

export interface R3ganHeadArgs {
  /** Logits, or what a projection on a class's embedding is taken of. Default 1. */
  readonly outputs?: number;
}

/**
 * Where R3GAN's discriminator ends: each channel's image is compared with a learned one, and a dense layer weighs the results:
 * y[n, k] = Σ_c kernel[c, k] · Σ_ij basis[i, j, c] · x[n, i, j, c].
 *
 * Shapes: `[N, H, W, C]`, mostly of 4 × 4 pixels → `[N, outputs]`. Weights: `<name>/basis`, from N(0, 1 / HW), and `<name>/weigh`, from
 * N(0, 1 / C), both without bias. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where `outputs` does not count something, or the size of the image is not known.
 * @see Huang et al. 2024, "The GAN is dead; long live the GAN!", section 3.3, https://arxiv.org/abs/2501.05441
 * @example const critic = chain({ shape: [4, 4, 32], name: 'critic' }, r3ganBlock({ groups: 4 }), r3ganHead());
 */
export function r3ganHead({ outputs = 1 }: R3ganHeadArgs = {}): Block {
  checkCount('r3ganHead', 'outputs', outputs);
  return (x, name) => {
    const [height, width] = imageShape('r3ganHead', x.shape).size;
    check(height !== null && width !== null, () => 'r3ganHead: the size of the image must be known. Got null. Fix it in the input.');
    return sequence(
      depthwiseConv2d({ name: pathOf(name, 'basis'), kernelSize: [height, width], useBias: false, initializer: varianceScaling() }),
      flatten({ name: pathOf(name, 'flatten') }),
      dense({ name: pathOf(name, 'weigh'), units: outputs, useBias: false, initializer: varianceScaling() }),
    )(x, name);
  };
}
