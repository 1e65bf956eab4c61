import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/** The weights of the digit network by name: kernels HWIO, dense kernels `[in, out]`. 120,934 numbers. */
export const digitWeightShapes = {
  'conv1/kernel': [5, 5, 1, 16],
  'conv1/bias': [16],
  'conv2/kernel': [5, 5, 16, 32],
  'conv2/bias': [32],
  'dense1/kernel': [800, 120],
  'dense1/bias': [120],
  'dense2/kernel': [120, 84],
  'dense2/bias': [84],
  'dense3/kernel': [84, 10],
  'dense3/bias': [10],
} as const;

export type DigitWeight = keyof typeof digitWeightShapes;
export type DigitWeights = Readonly<Record<DigitWeight, Tensor>>;

/** Digit classes, 0 to 9. */
export const digitClasses = 10;
/** Numbers per image in the penultimate layer. */
export const digitFeatures = 84;

export interface DigitOutputs {
  /** `[N, 84]`, after the ReLU of the last hidden layer. */
  readonly features: Tensor2D;
  /** `[N, 10]` */
  readonly logits: Tensor2D;
}

/**
 * The digit network, after LeNet-5: 5 x 5 convolutions to 16 and 32 channels (the first keeps the size), each with ReLU and 2 x 2 max
 * pooling, then dense layers of 120, 84 and 10. Differentiable; the caller disposes both outputs.
 *
 * @param images `[N, 28, 28, 1]` in [-1, 1].
 * @see LeCun, Bottou, Bengio & Haffner 1998, Gradient-Based Learning Applied to Document Recognition, https://doi.org/10.1109/5.726791
 */
export function digitNetwork(images: Tensor4D, weights: DigitWeights): DigitOutputs {
  const [features, logits] = tf.tidy(() => {
    const small = pooled(images, weights, 'conv1', 'same');
    const smaller = pooled(small, weights, 'conv2', 'valid');
    const flat = tf.reshape<tf.Rank.R2>(smaller, [images.shape[0], 800]);
    const hidden = tf.relu(dense(flat, weights, 'dense1'));
    const penultimate = tf.relu(dense(hidden, weights, 'dense2'));
    return [penultimate, dense(penultimate, weights, 'dense3')] as [Tensor2D, Tensor2D];
  });
  return { features, logits };
}

const pooled = (x: Tensor4D, weights: DigitWeights, layer: 'conv1' | 'conv2', pad: 'same' | 'valid'): Tensor4D => {
  const convolved = tf.conv2d(x, weights[`${layer}/kernel`] as Tensor4D, 1, pad);
  return tf.maxPool(tf.relu(tf.add(convolved, weights[`${layer}/bias`])) as Tensor4D, 2, 2, 'valid');
};

const dense = (x: Tensor2D, weights: DigitWeights, layer: 'dense1' | 'dense2' | 'dense3'): Tensor2D =>
  tf.add(tf.matMul(x, weights[`${layer}/kernel`] as Tensor2D), weights[`${layer}/bias`]);
