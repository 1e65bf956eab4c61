import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Extractor } from '../extractors/extractor';
import { prepareImages } from '../extractors/prepareImages';
import { perceptualDistance, type ImageDistance } from '../path/imageDistances';
import { perceptualPathLength, type PerceptualPathLengthOptions } from '../path/perceptualPathLength';
import type { SystemMetric } from './metric';

export interface PathLengthMetricOptions extends Pick<PerceptualPathLengthOptions, 'samples' | 'epsilon' | 'at'> {
  /** 'pixels': mean squared difference; 'layers': over the layers of the extractor, in the form of LPIPS. Default: 'pixels'. */
  readonly distance?: 'pixels' | 'layers';
  /** Whose layers. Default: the one that `evaluate` is given. */
  readonly extractor?: Extractor;
}

/**
 * The perceptual path length of a system with a latent space; see `perceptualPathLength`. Figure: `pathLength`.
 *
 * @example const metric = pathLengthMetric({ samples: 100, at: 'end' });
 */
export function pathLengthMetric({
  samples = 10_000,
  epsilon = 1e-4,
  at = 'full',
  distance = 'pixels',
  extractor: own,
}: PathLengthMetricOptions = {}): SystemMetric<'pathLength'> {
  return {
    name: 'path length',
    figures: { pathLength: 'lower' },
    settings: { samples, epsilon, at, distance },
    ...(own && { extractor: own }),
    async measure({ name, latents }, { seed, batchSize, extractor = own }) {
      check(latents !== undefined, () => `path length: '${name}' has no one latent space, \`system.latents\`. Leave this metric out.`);
      const options = { samples, epsilon, at, batchSize, seed };
      const pathLength = await perceptualPathLength(
        latents,
        distance === 'pixels' ? options : { ...options, distance: byLayers(extractor) },
      );
      return { pathLength };
    },
  };
}

const byLayers = (extractor: Extractor | undefined): ImageDistance => {
  const layers = extractor?.layers?.bind(extractor);
  check(
    extractor !== undefined && layers !== undefined,
    () =>
      `path length: distance 'layers' needs an extractor that has layers. Got ${extractor === undefined ? 'none' : `'${extractor.name}'`}. Pass randomFeatures(), or distance: 'pixels'.`,
  );
  const perceptual = perceptualDistance({ layers, ...(extractor.layerWeights && { weights: extractor.layerWeights }) });
  return (a, b) => tf.tidy(() => perceptual(prepareImages(a, extractor), prepareImages(b, extractor)));
};
