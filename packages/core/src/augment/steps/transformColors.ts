import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../../ops/checks';
import type { Matrix } from '../matrix';

/** A matrix that acts on columns (r, g, b, 1), for each image: `[N, 4, 4]`, or the rows of numbers. */
export type ColorMatrices = Tensor3D | readonly Matrix[];

function matricesOf(matrices: ColorMatrices, batch: number): Tensor3D {
  const tensor = matrices instanceof tf.Tensor ? matrices : tf.tensor3d(matrices.map((rows) => rows.map((row) => [...row])));
  check(tf.util.arraysEqual(tensor.shape, [batch, 4, 4]), () => {
    return `transformColors: matrices must be [N, 4, 4] with N = ${batch}, the number of images. Got the shape [${tensor.shape.join(', ')}].`;
  });
  return tensor;
}

/**
 * Sends the colour of each pixel through the image's affine map: (r, g, b) → C[:3, :3] · (r, g, b) + C[:3, 3]. An image of one channel, seen as gray, gets
 * the mean of the three results.
 *
 * Shapes: images `[N, H, W, C]` of 1 or 3 channels, matrices `[N, 4, 4]` → `[N, H, W, C]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Karras et al. 2020, "Training Generative Adversarial Networks with Limited Data", appendix B, https://arxiv.org/abs/2006.06676
 * @example const negative = augment.transformColors(tf.ones([1, 8, 8, 3]), [[[-1, 0, 0, 0], [0, -1, 0, 0], [0, 0, -1, 0], [0, 0, 0, 1]]]);
 */
export function transformColors(images: Tensor4D, matrices: ColorMatrices): Tensor4D {
  checkRank('transformColors', 'images', images, 4, 'N, H, W, C');
  const [batch, height, width, channels] = images.shape;
  check(channels === 1 || channels === 3, () => {
    return `transformColors: images must have 1 or 3 channels. Got ${channels}. Leave the colours alone: use the pipe 'bg' or 'blit'.`;
  });
  return tf.tidy(() => {
    const all = tf.slice(matricesOf(matrices, batch), [0, 0, 0], [batch, 3, 4]);
    if (channels === 1) {
      const mean = tf.mean<Tensor2D>(all, 1);
      const factor = tf.reshape(tf.sum(tf.slice(mean, [0, 0], [batch, 3]), 1), [batch, 1, 1, 1]);
      return tf.add<Tensor4D>(tf.mul(images, factor), tf.reshape(tf.slice(mean, [0, 3], [batch, 1]), [batch, 1, 1, 1]));
    }
    const colors: Tensor3D = tf.reshape(images, [batch, height * width, 3]);
    const turned = tf.matMul(colors, tf.slice(all, [0, 0, 0], [batch, 3, 3]), false, true);
    const offset = tf.reshape(tf.slice(all, [0, 0, 3], [batch, 3, 1]), [batch, 1, 3]);
    return tf.reshape(tf.add(turned, offset), [batch, height, width, 3]);
  });
}
