import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import { shapeOf } from '../checks/shapeOf';

/** Rows of length 1. */
const unit = (x: Tensor2D): Tensor2D => tf.div(x, tf.sqrt(tf.maximum(tf.sum(tf.square(x), 1, true), 1e-24)));

export interface Similarities {
  /** `[N]`: of each embedding with its class's. */
  readonly own: Tensor1D;
  /** `[N, N]` */
  readonly pairs: Tensor2D;
  /** 1 for pairs of different images of one class. */
  readonly same: Tensor2D;
  /** 1 for pairs of unlike classes. */
  readonly other: Tensor2D;
}

/** Cosines of a batch's embeddings with each other and with their labels' embeddings. */
export function similarities(where: string, embeddings: Tensor2D, proxies: Tensor2D, labels: Tensor1D): Similarities {
  const count = embeddings.shape[0];
  check(embeddings.rank === 2 && shapeOf(embeddings) === shapeOf(proxies) && labels.rank === 1 && labels.size === count, () => {
    return `${where}: embeddings and the embeddings of their labels must be [N, D] alike, labels [N]. Got ${shapeOf(embeddings)}, ${shapeOf(proxies)} and ${shapeOf(labels)}.`;
  });
  const [e, p] = [unit(embeddings), unit(proxies)];
  const equal = tf.cast<Tensor2D>(tf.equal<Tensor2D>(tf.reshape(labels, [count, 1]), tf.reshape(labels, [1, count])), 'float32');
  return { own: tf.sum(tf.mul(e, p), 1), pairs: tf.matMul(e, e, false, true), same: tf.sub(equal, tf.eye(count)), other: tf.sub(1, equal) };
}

/** log Σ of those entries of a row that the mask picks. */
export const maskedLogSumExp = (scores: Tensor2D, mask: Tensor2D): Tensor1D =>
  tf.logSumExp(tf.add(scores, tf.mul(tf.sub(mask, 1), 1e9)), 1);

/** log Σ exp of vectors, place by place. */
export const joined = (...columns: Tensor1D[]): Tensor1D => tf.logSumExp(tf.stack(columns, 1), 1);
