import { layers } from '@tensorflow/tfjs-layers';

/**
 * All axes but the batch's as one, in row-major order; tfjs's own layer. Shape: `[N, …]` → `[N, product of the rest]`.
 *
 * @example const features = flatten();
 */
export const flatten = (args: { readonly name?: string } = {}): layers.Layer => layers.flatten(args);
