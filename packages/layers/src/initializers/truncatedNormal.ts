import * as tf from '@tensorflow/tfjs-core';
import { registerDrawing } from './drawings';
import { momentsOf, type NormalOptions } from './factories';
import { truncatedNumbers } from './gaussianNumbers';
import { type Initializer, sizeOf } from './initializer';

registerDrawing('truncatedNormal', ({ mean, deviation }, shape, random) => {
  const values = truncatedNumbers(random, sizeOf(shape), 2);
  return tf.tensor(
    Float32Array.from(values, (value) => mean + deviation * value),
    [...shape],
  );
});

/**
 * Gaussian numbers no further than 2 deviations from the mean; those beyond are drawn again, as TensorFlow does, so that their own
 * deviation is 0.88 of what is given. Defaults: mean 0, deviation 1.
 *
 * @example initializers.truncatedNormal({ deviation: 0.02 })
 */
export const truncatedNormal = (options: NormalOptions = {}): Initializer => ({
  kind: 'truncatedNormal',
  ...momentsOf('truncatedNormal', options),
});
