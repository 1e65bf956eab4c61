import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { dense } from '../dense/dense';
import { embedding } from './embedding';

export interface ProjectionHeadOptions {
  /** ψ, `[C, 1]`. */
  readonly kernel: Tensor2D;
  /** V, `[classes, C]`. */
  readonly table: Tensor2D;
  /** `[1]`. Default none. */
  readonly bias?: Tensor1D | undefined;
}

/**
 * The projection discriminator's head: y[n] = h[n] · kernel + bias + ⟨table[labels[n]], h[n]⟩, where h are features pooled over all pixels
 * (in the paper: ReLU, then the sum over pixels).
 *
 * Shapes: h `[N, C]`, labels `[N]`, int32 in [0, classes) → `[N, 1]`. Differentiable to any order by all but the labels. The caller disposes.
 *
 * @throws GanError where shapes do not fit, or the labels are not int32.
 * @see Miyato & Koyama 2018, "cGANs with Projection Discriminator", equation 3, https://arxiv.org/abs/1802.05637
 * @example
 * const labels = tf.tensor1d([1, 0], 'int32');
 * projectionHead(tf.ones([2, 3]), labels, { kernel: tf.ones([3, 1]), table: tf.tensor2d([[0, 0, 0], [1, 2, 3]]) }); // [9, 3]
 */
export function projectionHead(h: Tensor2D, labels: Tensor1D, { kernel, table, bias }: ProjectionHeadOptions): Tensor2D {
  checkRank('projectionHead', 'h', h, 2, 'N, C');
  checkRank('projectionHead', 'kernel', kernel, 2, 'C, 1');
  checkRank('projectionHead', 'table', table, 2, 'classes, C');
  const [batch, channels] = h.shape;
  check(
    kernel.shape[0] === channels && kernel.shape[1] === 1 && table.shape[1] === channels,
    () =>
      `projectionHead: kernel [C, 1] and table [classes, C] must read the ${channels} features. Got [${kernel.shape.join(', ')}] and [${table.shape.join(', ')}].`,
  );
  check(
    labels.rank === 1 && labels.shape[0] === batch,
    () => `projectionHead: labels must hold one number for each of the ${batch} samples. Got the shape [${labels.shape.join(', ')}].`,
  );
  return tf.tidy(() => {
    const projection = tf.sum<Tensor2D>(tf.mul(embedding(labels, table), h), 1, true);
    return tf.add<Tensor2D>(dense(h, kernel, { bias }), projection);
  });
}
