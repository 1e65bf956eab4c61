import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** The weights of the emoji network by name: kernels HWIO, the dense kernel `[in, out]`. 463,849 numbers. */
export const emojiWeightShapes = {
  'conv1/kernel': [3, 3, 3, 32],
  'conv1/bias': [32],
  'conv2/kernel': [3, 3, 32, 64],
  'conv2/bias': [64],
  'conv3/kernel': [3, 3, 64, 128],
  'conv3/bias': [128],
  'conv4/kernel': [3, 3, 128, 128],
  'conv4/bias': [128],
  'conv5/kernel': [3, 3, 128, 192],
  'conv5/bias': [192],
  'dense/kernel': [192, 9],
  'dense/bias': [9],
} as const;

export type EmojiWeight = keyof typeof emojiWeightShapes;
export type EmojiWeights = Readonly<Record<EmojiWeight, Tensor>>;

/** The classes in the order of the logits: Unicode's groups, in Unicode's order. */
export const emojiClasses = [
  'smileys-emotion',
  'people-body',
  'animals-nature',
  'food-drink',
  'travel-places',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const;

export interface EmojiOutputs {
  /** `[N, 192]`, means over positions of what the last ReLU lets through: from 0. */
  readonly features: Tensor2D;
  /** `[N, 9]`, in the order of `emojiClasses`. */
  readonly logits: Tensor2D;
}

/**
 * The emoji network: five 3 x 3 convolutions to 32, 64, 128, 128 and 192 channels, each with ReLU; 2 x 2 max pooling behind the first, second and fourth;
 * the mean over positions; a dense layer of 9. It begins with 1 - x, so that the white around an emoji is the 0 that convolutions pad with. Batch
 * normalization, which it was trained with, is folded into its kernels. Differentiable; the caller disposes both outputs.
 *
 * @param images `[N, 32, 32, 3]` in [-1, 1].
 */
export function emojiNetwork(images: Tensor4D, weights: EmojiWeights): EmojiOutputs {
  const [features, logits] = tf.tidy(() => {
    const half = pooled(convolved(tf.sub<Tensor4D>(1, images), weights, 'conv1'));
    const quarter = pooled(convolved(half, weights, 'conv2'));
    const eighth = pooled(convolved(convolved(quarter, weights, 'conv3'), weights, 'conv4'));
    const penultimate = tf.mean<Tensor2D>(convolved(eighth, weights, 'conv5'), [1, 2]);
    return [penultimate, tf.add(tf.matMul(penultimate, weights['dense/kernel'] as Tensor2D), weights['dense/bias'])] as [
      Tensor2D,
      Tensor2D,
    ];
  });
  return { features, logits };
}

type Convolution = 'conv1' | 'conv2' | 'conv3' | 'conv4' | 'conv5';

const convolved = (x: Tensor4D, weights: EmojiWeights, layer: Convolution): Tensor4D =>
  tf.relu(tf.add<Tensor4D>(tf.conv2d(x, weights[`${layer}/kernel`] as Tensor4D, 1, 'same'), weights[`${layer}/bias`]));

const pooled = (x: Tensor4D): Tensor4D => tf.maxPool(x, 2, 2, 'valid');
