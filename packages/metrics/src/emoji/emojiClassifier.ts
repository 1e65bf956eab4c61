import { check } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { resizeImages } from '../resize/resizeImages';
import { classifierWeights } from '../weightFiles/classifierWeights';
import { emojiNetwork, emojiWeightShapes, type EmojiOutputs } from './emojiNetwork';

/** Height and width of the images that the network sees. */
export const emojiSize = 32;

/** How others are brought to that size. */
export const emojiResize = 'pilBilinear';

/** Sees images `[N, H, W, 3]` in [-1, 1]; those that are not 32 x 32 are resized by 'pilBilinear'. The caller disposes what the functions return. */
export interface EmojiClassifier {
  /** Share of right answers on the emoji of the test split in the styles that it was trained with, as the file states it: belongs beside every score. */
  readonly testAccuracy: number;
  /** Penultimate features `[N, 192]`. */
  features(images: Tensor4D): Tensor2D;
  /** `[N, 9]`, in the order of `emojiClasses`. */
  logits(images: Tensor4D): Tensor2D;
  /** Both, in one pass. */
  classify(images: Tensor4D): EmojiOutputs;
  /** Frees the weights. */
  dispose(): void;
}

/**
 * A small convolutional classifier of emoji by Unicode's nine groups, smileys to flags, which knows colours and shapes of drawn things in several styles.
 * `bundledEmojiClassifier` of `@ganblocks/metrics/node` loads the weights that come with the package.
 *
 * @param bytes A safetensors file with the float32 weights of `emojiWeightShapes` and `test_accuracy` in its metadata.
 * @throws GanError if a weight is missing, unknown, not finite or of another shape, or the accuracy is not a number in [0, 1];
 *   by the functions, if images are not `[N, H, W, 3]`.
 * @example
 * const classifier = emojiClassifier(new Uint8Array(await (await fetch('emoji.safetensors')).arrayBuffer()));
 * const { features, logits } = classifier.classify(tf.tile(images, [1, 1, 1, 3]));
 */
export function emojiClassifier(bytes: Uint8Array): EmojiClassifier {
  const { weights, testAccuracy } = classifierWeights('emojiClassifier', bytes, emojiWeightShapes);
  const classify = (images: Tensor4D): EmojiOutputs => {
    checkColourImages(images);
    const [features, logits] = tf.tidy(() => {
      const outputs = emojiNetwork(resizeImages(images, { size: emojiSize, rule: emojiResize }), weights);
      return [outputs.features, outputs.logits] as [Tensor2D, Tensor2D];
    });
    return { features, logits };
  };
  const only = (output: keyof EmojiOutputs, images: Tensor4D): Tensor2D => tf.tidy(() => classify(images)[output]);
  return {
    testAccuracy,
    features: (images) => only('features', images),
    logits: (images) => only('logits', images),
    classify,
    dispose: () => tf.dispose(Object.values(weights)),
  };
}

const checkColourImages = (images: Tensor4D): void => {
  const shape: readonly number[] = images.shape;
  check(
    shape.length === 4 && shape.every((length) => length > 0) && shape[3] === 3,
    () => `emojiClassifier: images must be [N, H, W, 3] in [-1, 1]. Got [${shape.join(', ')}]. Repeat gray ones three times.`,
  );
};
