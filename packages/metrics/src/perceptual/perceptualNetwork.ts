import { conv2d, maxPool } from '@ganblocks/core/ops';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { PerceptualTopology } from './perceptualTopology';
import type { PerceptualWeights } from './perceptualWeights';

/** Mean and deviation of ImageNet's colours in [0, 1]. */
const mean = [0.485, 0.456, 0.406];
const deviation = [0.229, 0.224, 0.225];

/**
 * The outputs of some layers, `[N, h, w, c]` each, of images `[N, H, W, 3]` in [-1, 1], which are brought to ImageNet's mean and deviation first. Nothing
 * behind the last of them is computed. Differentiable. The caller disposes.
 */
export function perceptualMaps(
  images: Tensor4D,
  { features }: PerceptualTopology,
  weights: PerceptualWeights,
  layers: readonly number[],
): Tensor4D[] {
  return tf.tidy(() => {
    const unit = tf.div(tf.add(images, 1), 2);
    let x = tf.div<Tensor4D>(tf.sub(unit, tf.tensor1d(mean)), tf.tensor1d(deviation));
    const outputs = features.slice(0, Math.max(...layers) + 1).map((layer, i) => {
      if (layer.kind === 'relu') x = tf.relu(x);
      else if (layer.kind === 'maxPool') x = maxPool(x, layer);
      else {
        const { kernel, bias } = weights.features.get(i)!;
        x = conv2d(x, kernel, { stride: layer.stride, padding: layer.padding, bias });
      }
      return x;
    });
    return layers.map((layer) => tf.clone(outputs[layer]!));
  });
}

/** Numbers behind the ReLU of the last hidden layer, and the logits, of the last feature map `[N, side, side, c]`. The caller disposes both. */
export function perceptualClasses(map: Tensor4D, { classifier }: PerceptualWeights): [features: Tensor2D, logits: Tensor2D] {
  return tf.tidy(() => {
    const [count] = map.shape;
    // PyTorch lays images out channel by channel.
    let features = tf.reshape<tf.Rank.R2>(tf.transpose(map, [0, 3, 1, 2]), [count, map.size / count]);
    for (const layer of classifier.slice(0, -1)) features = tf.relu(dense(features, layer));
    return [features, dense(features, classifier.at(-1)!)];
  });
}

const dense = (x: Tensor2D, { kernel, bias }: PerceptualWeights['classifier'][number]): Tensor2D =>
  tf.add(tf.matMul(x, kernel, false, true), bias);
