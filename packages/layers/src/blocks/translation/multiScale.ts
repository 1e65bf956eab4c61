import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { checkCount } from '../../convolution/convolution';
import { sequence } from '../../model/sequence';
import { averagePool } from '../../resampling/averagePool';
import type { FeatureBlock } from './featureBlock';
import { pathOf } from '../path';

export interface MultiScaleArgs {
  /** Makes the discriminator of one scale, 0 the full resolution: `() => patchganFeatures({ norm: 'instance' })`. */
  readonly discriminator: (scale: number) => FeatureBlock;
  /** How many; each sees half as many pixels as the one before. Default 3; pix2pixHD's code has 2. */
  readonly scales?: number;
}

/**
 * Discriminators of the same kind for one image at several resolutions: the coarse ones see the composition, the fine ones the detail.
 *
 * The image is halved by means of 3 × 3 pixels at stride 2, of those that lie within it. Returns a list for each scale, full resolution
 * first, of what its discriminator gives. A model needs one flat list, `outputs: scales.flat()`; `perScale` groups what the network
 * returns again. Shapes: x `[N, H, W, C]`; scale k sees `[N, H / 2ᵏ, W / 2ᵏ, C]`, rounded up. Layers: `<name>/scale1/…`, `<name>/half1`.
 * Differentiable to any order. The model disposes it.
 *
 * @throws GanError unless `scales` is a positive integer.
 * @see Wang et al. 2018, "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", section 3.2, https://arxiv.org/abs/1711.11585
 * @example
 * const images = input({ shape: [64, 64, 3], network: 'discriminator' });
 * const scales = multiScale({ scales: 2, discriminator: () => patchganFeatures({ channels: 4, norm: 'instance' }) })(images, '');
 * const discriminator = network<Tensor, Tensor[]>(tfl.model({ inputs: images, outputs: scales.flat(), name: 'discriminator' }));
 */
export function multiScale({
  discriminator,
  scales = 3,
}: MultiScaleArgs): (x: SymbolicTensor, name: string) => readonly (readonly SymbolicTensor[])[] {
  checkCount('multiScale', 'scales', scales);
  return (x, name) => {
    const features: (readonly SymbolicTensor[])[] = [];
    let seen = x;
    for (let scale = 0; scale < scales; scale++) {
      if (scale > 0) {
        const half = averagePool({ size: 3, stride: 2, padding: 1, countPadding: false, name: pathOf(name, `half${scale}`) });
        seen = sequence(half)(seen, name);
      }
      features.push(discriminator(scale)(seen, pathOf(name, `scale${scale + 1}`)));
    }
    return features;
  };
}

/**
 * A list as several of the same length, one a scale: what a network of `multiScale` returns, taken apart again.
 *
 * @throws GanError unless `scales` divides the length of the list.
 * @example perScale(['fine1', 'fineLogits', 'coarse1', 'coarseLogits'], 2); // [['fine1', 'fineLogits'], ['coarse1', 'coarseLogits']]
 */
export function perScale<T>(outputs: readonly T[], scales: number): readonly (readonly T[])[] {
  checkCount('perScale', 'scales', scales);
  const length = outputs.length / scales;
  check(
    Number.isInteger(length),
    () => `perScale: scales must divide the number of outputs. Got ${scales} scales, ${outputs.length} outputs.`,
  );
  return Array.from({ length: scales }, (_, scale) => outputs.slice(scale * length, (scale + 1) * length));
}
