import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { checkCount } from '../../convolution/convolution';
import { dense } from '../../dense/dense';
import { varianceScaling } from '../../initializers/factories';
import { type Block, sequence } from '../../model/sequence';
import { reshape } from '../../shape/reshape';
import { learnedConstant } from '../../style/learnedConstant';
import { pathOf } from '../path';

export interface R3ganBasisArgs {
  /** Of the first feature maps. */
  readonly channels: number;
  /** Height and width. Default 4. */
  readonly size?: number;
}

/**
 * Where R3GAN's generator begins: a learned image for each channel, weighed by what the latents say of it:
 * y[n, i, j, c] = basis[i, j, c] · Σ_d z[n, d] · kernel[d, c].
 *
 * Shapes: `[N, D]` → `[N, size, size, channels]`. Weights: `<name>/basis`, from N(0, 1), and `<name>/weigh`, from N(0, 1 / D), without
 * bias. Differentiable to any order. The model disposes it.
 *
 * @throws GanError where an option does not count something.
 * @see Huang et al. 2024, "The GAN is dead; long live the GAN!", section 3.3, https://arxiv.org/abs/2501.05441
 * @example const generator = chain({ shape: [64], name: 'generator' }, r3ganBasis({ channels: 32 }), r3ganBlock({ groups: 4 }));
 */
export function r3ganBasis({ channels, size = 4 }: R3ganBasisArgs): Block {
  for (const [option, count] of Object.entries({ channels, size })) checkCount('r3ganBasis', option, count);
  return (x, name) => {
    const weights = sequence(
      dense({ name: pathOf(name, 'weigh'), units: channels, useBias: false, initializer: varianceScaling() }),
      reshape({ shape: [1, 1, channels] }),
    )(x, name);
    const basis = learnedConstant({ name: pathOf(name, 'basis'), shape: [size, size, channels] }).apply(x) as SymbolicTensor;
    return layers.multiply({ name: pathOf(name, 'weighed') }).apply([basis, weights]) as SymbolicTensor;
  };
}
