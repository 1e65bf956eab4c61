import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../../engine';
import { isTaped } from '../../isTaped';
import { ownKernel } from '../../ownKernel';
import { sharing } from '../../sharing';
import { savedAt, zerosOf } from '../build';

/**
 * [y, σ, u, v]: y = x / σ with σ = vᵀ x u, on x as a matrix; u and v are constants. dx = dy / σ + (dσ - Σ dy · y / σ) · v uᵀ. Of y and σ, which are on the
 * tape, this is right to any order.
 */
export const spectralNorm: Gradient = {
  kernelName: 'GanSpectralNorm',
  outputsToSave: [true, true, true, true],
  gradFunc: (dys, saved) => {
    const [dy, sigmaGradient] = dys as [Tensor, Tensor];
    const [y, sigma] = [savedAt(saved, 0), savedAt(saved, 1)];
    const [u, v] = [savedAt(saved, 2), savedAt(saved, 3)].map(sharing) as [Tensor, Tensor];
    const composed = (): Tensor => {
      const factor = tf.sub(sigmaGradient, tf.div(tf.sum(tf.mul(dy, y)), sigma));
      const direction = tf.reshape(tf.outerProduct(v as tf.Tensor1D, u as tf.Tensor1D), y.shape);
      return tf.add(tf.div(dy, sigma), tf.mul(direction, factor));
    };
    const fused = (): Tensor | undefined => ownKernel('GanSpectralNormGradient', { dy, sigmaGradient, y, sigma, u, v });
    return { x: () => (isTaped() ? undefined : fused()) ?? composed(), u: () => zerosOf(u) };
  },
};
