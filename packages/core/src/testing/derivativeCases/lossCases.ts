import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { many, positive, signed, two } from './derivativeCase';
import type { DerivativeCase, Draw } from './derivativeCase';

const { NONE, MEAN, SUM } = tf.Reduction;
const probabilities: Draw = (shape, seed) => tf.mul(positive(shape, seed), 0.4);
type Loss = (labels: Tensor, predictions: Tensor, weights?: Tensor) => Tensor;

const pair = (name: string, loss: Loss, from: Draw = signed, order = 2): DerivativeCase =>
  two(name, (labels, predictions) => loss(labels, predictions), [3, 4], [3, 4], from, order);
const weighted = (name: string, loss: Loss, weights: readonly number[], from: Draw = positive): DerivativeCase =>
  many(`${name}, weighted`, (labels = tf.scalar(0), ...[x = labels, w]) => loss(labels, x, w), [[3, 4], [3, 4], weights], from);

/** Losses, by the labels, the predictions and the weights. */
export const lossCases: readonly DerivativeCase[] = [
  pair('losses.absoluteDifference', (y, x) => tf.losses.absoluteDifference(y, tf.mul(tf.square(x), 3), undefined, NONE)),
  two('losses.computeWeightedLoss', (x, w) => tf.losses.computeWeightedLoss(tf.square(x), w, MEAN), [3, 4], [3, 1]),
  two('losses.computeWeightedLoss by nonzero weights', (x, w) => tf.losses.computeWeightedLoss(tf.square(x), w), [3, 4], [3, 4]),
  two('losses.computeWeightedLoss summed', (x, w) => tf.losses.computeWeightedLoss(tf.square(x), w, SUM), [3, 4], [4]),
  pair('losses.cosineDistance', (y, x) => tf.square(tf.losses.cosineDistance(y, x, 1))),
  weighted('losses.cosineDistance', (y, x, w) => tf.losses.cosineDistance(y, x, 1, w, MEAN), [3, 1]),
  pair('losses.hingeLoss', (y, x) =>
    tf.square(tf.losses.hingeLoss(tf.cast(tf.greater(y, 0), 'float32'), tf.mul(tf.add(x, y), 0.2), undefined, NONE)),
  ),
  pair('losses.huberLoss', (y, x) => tf.losses.huberLoss(y, tf.mul(x, 0.3), undefined, 9, NONE)),
  pair('losses.huberLoss far off', (y, x) => tf.square(tf.losses.huberLoss(y, tf.add(tf.mul(x, 0.2), 9), undefined, 1, NONE))),
  pair('losses.logLoss', (y, x) => tf.losses.logLoss(y, x, undefined, 1e-3, NONE), probabilities),
  pair('losses.meanSquaredError', (y, x) => tf.losses.meanSquaredError(y, tf.tanh(x)), signed, 3),
  weighted('losses.meanSquaredError', (y, x, w) => tf.losses.meanSquaredError(y, tf.tanh(x), w), [3, 4]),
  pair('losses.sigmoidCrossEntropy', (y, x) => tf.losses.sigmoidCrossEntropy(y, x, undefined, 0, NONE), signed, 3),
  weighted('losses.sigmoidCrossEntropy', (y, x, w) => tf.losses.sigmoidCrossEntropy(y, x, w, 0.1), [3, 1]),
  pair('losses.softmaxCrossEntropy', (y, x) => tf.losses.softmaxCrossEntropy(y, x, undefined, 0, NONE), positive, 3),
  weighted('losses.softmaxCrossEntropy', (y, x, w) => tf.losses.softmaxCrossEntropy(y, x, w, 0.1), [3]),
];
