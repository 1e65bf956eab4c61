import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '@ganblocks/core';
import type { ModelNetwork } from '../model/network';

/**
 * Data-dependent initialization: one batch through the network, at which every weight-normalized `dense` and convolution layer sets its
 * gain and bias so that its outputs have mean 0 and the deviation `scale` of its `weightNorm`. Done once, before training; moving averages
 * stay as they are.
 *
 * @param random For layers that draw, such as dropout.
 * @see Salimans & Kingma 2016, "Weight Normalization", section 3, https://arxiv.org/abs/1602.07868
 * @example
 * const critic = network(chain({ shape: [2] }, dense({ units: 64, reparam: weightNorm() })));
 * initializeByData(critic, tf.tensor2d([1, 2, 3, 4], [2, 2]));
 */
export function initializeByData<In extends Tensor | Tensor[]>(
  network: Pick<ModelNetwork<In, Tensor | Tensor[]>, 'apply'>,
  batch: In,
  random?: RandomStream,
): void {
  const call = { training: true, updateStatistics: false, initialize: true, ...(random ? { random } : {}) };
  tf.dispose(network.apply(batch, call));
}
