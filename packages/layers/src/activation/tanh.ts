import { layers } from '@tensorflow/tfjs-layers';

/**
 * Hyperbolic tangent, which ends the generators whose images lie in [-1, 1]; tfjs's own activation layer. Shape: any → the same.
 *
 * @example const images = tanh({ name: 'images' });
 */
export const tanh = (args: { readonly name?: string } = {}): layers.Layer => layers.activation({ activation: 'tanh', ...args });
