import { layers } from '@tensorflow/tfjs-layers';

/**
 * Rectifier: y = max(x, 0); tfjs's own layer. Shape: any → the same.
 *
 * @example const activation = relu({ name: 'activation' });
 */
export const relu = (args: { readonly name?: string } = {}): layers.Layer => layers.reLU(args);
