import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { classifierWeights } from '../weightFiles/classifierWeights';
import { digitNetwork, digitWeightShapes, type DigitOutputs } from './digitNetwork';

/** Sees images `[N, 28, 28, 1]` in [-1, 1]. The caller disposes what the functions return. */
export interface DigitClassifier {
  /** Share of right answers on MNIST's 10,000 test images, as the file states it: belongs beside every score. */
  readonly testAccuracy: number;
  /** Penultimate features `[N, 84]`. */
  features(images: Tensor4D): Tensor2D;
  /** `[N, 10]` */
  logits(images: Tensor4D): Tensor2D;
  /** Both, in one pass. */
  classify(images: Tensor4D): DigitOutputs;
  /** Frees the weights. */
  dispose(): void;
}

/**
 * A small convolutional classifier of handwritten digits, which digit scores rest on. `bundledDigitClassifier` of `@ganblocks/metrics/node`
 * loads the weights that come with the package.
 *
 * @param bytes A safetensors file with the float32 weights of `digitWeightShapes` and `test_accuracy` in its metadata.
 * @throws GanError if a weight is missing, unknown, not finite or of another shape, or the accuracy is not a number in [0, 1];
 *   by the functions, if images are not `[N, 28, 28, 1]`.
 * @example
 * const classifier = digitClassifier(new Uint8Array(await (await fetch('digits.safetensors')).arrayBuffer()));
 * const { features, logits } = classifier.classify(images);
 */
export function digitClassifier(bytes: Uint8Array): DigitClassifier {
  const { weights, testAccuracy } = classifierWeights('digitClassifier', bytes, digitWeightShapes);
  const classify = (images: Tensor4D): DigitOutputs => {
    checkDigitImages('digitClassifier', images);
    return digitNetwork(images, weights);
  };
  const only = (output: keyof DigitOutputs, images: Tensor4D): Tensor2D => tf.tidy(() => classify(images)[output]);
  return {
    testAccuracy,
    features: (images) => only('features', images),
    logits: (images) => only('logits', images),
    classify,
    dispose: () => tf.dispose(Object.values(weights)),
  };
}

/** Throws unless the images are `[N, 28, 28, 1]` with N > 0. */
export const checkDigitImages = (where: string, images: Tensor4D): void => {
  const [count, ...size] = images.shape as readonly number[];
  check(
    count !== undefined && count > 0 && size.join() === '28,28,1',
    () => `${where}: images must be [N, 28, 28, 1] in [-1, 1]. Got [${images.shape.join(', ')}]. Resize, or average the colours.`,
  );
};
