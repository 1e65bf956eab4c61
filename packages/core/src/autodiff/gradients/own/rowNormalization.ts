import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Gradient } from '../../engine';
import { isTaped } from '../../isTaped';
import { ownKernel } from '../../ownKernel';
import { savedAt } from '../build';

/**
 * [y, r]: y = (x - m) · r with r = 1 / √(v + ε), for each of so many rows of x with moments m and v of its own.
 * dx = r · (dy - mean(dy) - y · mean(dy · y)) - y · r² · dr / n. Of y and r, which are on the tape, this is right to any order.
 */
export const rowNormalization: Gradient = {
  kernelName: 'GanRowNormalization',
  outputsToSave: [true, true],
  gradFunc: (dys, saved) => {
    const [dy, inverseGradient] = dys as [Tensor, Tensor];
    const [y, inverse] = [savedAt(saved, 0), savedAt(saved, 1)];
    const composed = (): Tensor => {
      const length = y.size / inverse.size;
      const [g, normalized] = [dy, y].map((x) => tf.reshape(x, [inverse.size, length])) as [Tensor, Tensor];
      const [r, dr] = [inverse, inverseGradient].map((x) => tf.reshape(x, [inverse.size, 1])) as [Tensor, Tensor];
      const slope = tf.add(tf.mean(tf.mul(g, normalized), 1, true), tf.div(tf.mul(r, dr), length));
      const dx = tf.mul(tf.sub(tf.sub(g, tf.mean(g, 1, true)), tf.mul(normalized, slope)), r);
      return tf.reshape(dx, y.shape);
    };
    const fused = (): Tensor | undefined => ownKernel('GanRowNormalizationGradient', { dy, inverseGradient, y, inverse });
    return { x: () => (isTaped() ? undefined : fused()) ?? composed() };
  },
};
