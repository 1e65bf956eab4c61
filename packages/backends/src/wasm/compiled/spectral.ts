import type { TensorInfo } from '@tensorflow/tfjs-core';
import { spectralGradient, spectralNormalize } from '../module/spectral';
import { own } from './compiled';

/** A kernel over its largest singular value, and its gradient. */
export const spectral = [
  own('GanSpectralNorm', (module, { inputs, attrs }) => {
    const { x, u } = inputs as Record<'x' | 'u', TensorInfo>;
    const { iterations, epsilon } = attrs as unknown as Record<'iterations' | 'epsilon', number>;
    const result = spectralNormalize(module, x, u, iterations, epsilon);
    return [result.y, result.sigma, result.u, result.v];
  }),
  own('GanSpectralNormGradient', (module, { inputs }) => {
    const { dy, sigmaGradient, y, sigma, u, v } = inputs as Record<'dy' | 'sigmaGradient' | 'y' | 'sigma' | 'u' | 'v', TensorInfo>;
    return spectralGradient(module, dy, sigmaGradient, { y, sigma, u, v });
  }),
];
