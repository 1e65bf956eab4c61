import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Another tensor of the same data, off the tape. It is what `tf.clone` gives there, without what surrounds the call of a kernel.
 */
export function sharing<T extends Tensor>(x: T): T {
  const { kernelFunc } = tf.getKernel(tf.Identity, tf.getBackend());
  const info = kernelFunc({ inputs: { x }, attrs: {}, backend: tf.backend() });
  // Tfjs-node gives a tensor, the other backends its description.
  return ('rank' in info ? info : tf.engine().makeTensorFromTensorInfo(info as tf.TensorInfo)) as T;
}
