import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { ops } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family, Inputs } from '../family';
import { numberOf } from '../hyperparameters';
import { movedMoments } from './normalization';

type Outputs = Readonly<Record<string, Tensor>>;

const matrix = (input: Inputs<Tensor>, name: string): Tensor2D => input(name) as Tensor2D;
const vector = (input: Inputs<Tensor>, name: string): Tensor1D => input(name) as Tensor1D;
const image = (input: Inputs<Tensor>, name: string): Tensor4D => input(name) as Tensor4D;

/** StyleGAN's: a dense layer of the style says the scale less 1, and the offset. */
function byStyle(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const style = ops.dense(matrix(input, 'style'), matrix(input, 'w_style'), { bias: vector(input, 'b_style') });
  const [less, offset] = tf.split(style, 2, 1) as [Tensor2D, Tensor2D];
  return { y: ops.adain(input('x'), { scale: tf.add(less, 1), offset, epsilon: numberOf(golden, 'eps') }) };
}

/** BigGAN's: dense layers of the condition say the scale less 1, and the offset. */
function byCondition(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const condition = matrix(input, 'cond');
  const scale: Tensor2D = tf.add(ops.dense(condition, matrix(input, 'w_gain')), 1);
  const options = { scale, offset: ops.dense(condition, matrix(input, 'w_bias')), epsilon: numberOf(golden, 'eps') };
  const moving = { mean: vector(input, 'moving_mean'), variance: vector(input, 'moving_var') };
  return {
    y_train: ops.conditionalBatchNorm(input('x'), options),
    y_eval: ops.conditionalBatchNorm(input('x'), { ...options, ...moving }),
    ...movedMoments(input, golden),
  };
}

/** A row of each table for each label. */
function byClass(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const labels = tf.cast(input('labels'), 'int32') as Tensor1D;
  const [scale, offset] = [tf.gather(matrix(input, 'gamma'), labels), tf.gather(matrix(input, 'beta'), labels)];
  return { y: ops.conditionalBatchNorm(input('x'), { scale, offset, epsilon: numberOf(golden, 'eps') }) };
}

/** Scale and offset from the latent by a hidden layer that they share (`y`), or each by its own (`y_separate`). */
function byLatent(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const dense = (x: Tensor2D, name: string): Tensor2D => ops.dense(x, matrix(input, `w_${name}`), { bias: vector(input, `b_${name}`) });
  const hidden = (name: string): Tensor2D => tf.relu(dense(matrix(input, 'z'), name));
  const normalized = (offset: Tensor2D): Tensor =>
    ops.conditionalBatchNorm(input('x'), { scale: dense(hidden('hidden'), 'gamma'), offset, epsilon: numberOf(golden, 'eps') });
  return { y: normalized(dense(hidden('hidden'), 'beta')), y_separate: normalized(dense(hidden('hidden2'), 'beta')) };
}

/** Scale less 1 and offset by convolutions of the label map. */
function byLabelMap(input: Inputs<Tensor>, golden: GoldenCase): Outputs {
  const norm = golden.hyperparameters['norm'] as 'batch' | 'instance';
  const [x, padding] = [image(input, 'x'), numberOf(golden, 'pad')];
  const convolved = (map: Tensor4D, name: string): Tensor4D =>
    ops.conv2d(map, image(input, `w_${name}`), { padding, bias: vector(input, `b_${name}`) });
  const labels = tf.image.resizeNearestNeighbor(image(input, 'segmap'), [x.shape[1], x.shape[2]]);
  const hidden = tf.relu(convolved(labels, 'shared'));
  const scale: Tensor4D = tf.add(convolved(hidden, 'gamma'), 1);
  const options = { scale, offset: convolved(hidden, 'beta'), norm, epsilon: numberOf(golden, 'eps') };
  return { y: ops.spade(x, options), segmap_resized: labels };
}

/** Normalizations whose scale and offset a network draws from something else. */
export const modulatedNormalization: readonly Family[] = [
  { pattern: /^layer-adain-style/, outputs: byStyle },
  {
    pattern: /^layer-adain-feature/,
    outputs: (input, golden) => ({ y: ops.featureAdain(input('content'), input('style'), { epsilon: numberOf(golden, 'eps') }) }),
  },
  { pattern: /^layer-conditional-batch-norm-biggan/, outputs: byCondition },
  { pattern: /^layer-conditional-batch-norm-embed/, outputs: byClass },
  { pattern: /^layer-self-modulated-batch-norm/, outputs: byLatent },
  { pattern: /^layer-spade-/, outputs: byLabelMap },
];
