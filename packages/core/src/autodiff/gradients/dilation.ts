import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { savedAt } from './build';
import { addTaps, firstMaxima, planeAxes, windowTaps } from './windows';

type Shape3D = [number, number, number];
type Shape4D = [number, number, number, number];
interface Dilation {
  strides: [number, number] | number;
  pad: 'same' | 'valid' | number;
  dilations: [number, number] | number;
}

/**
 * y = max over taps k of (x at tap k + filter k), for each channel: dy goes to the element and the tap that attain it, the first of equals.
 * Composed of moves of memory, since the stock backward kernels have no gradient of their own.
 */
const dilation2D: Gradient = {
  kernelName: 'Dilation2D',
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, saved, attributes) => {
    const [x, filter] = [savedAt(saved, 0), savedAt(saved, 1)];
    const { strides, pad, dilations } = attributes as unknown as Dilation;
    const info = tf.backend_util.computeDilation2DInfo(x.shape as Shape4D, filter.shape as Shape3D, strides, pad, 'NHWC', dilations);
    const axes = planeAxes(info);
    const reached = (): Tensor[] => {
      const weights = tf.unstack(tf.reshape(filter, [-1, info.inChannels]));
      const sums = windowTaps(x, axes, -Infinity).map((tap, k) => tf.add(tap, weights[k] ?? 0));
      return firstMaxima(sums, sums.reduce(tf.maximum));
    };
    const parts = (): Tensor[] => constant(() => tf.tidy(reached)).map((mask) => tf.mul(dy as Tensor, mask));
    return {
      x: () => addTaps(parts(), axes),
      filter: () => tf.reshape(tf.stack(parts().map((part) => tf.sum(part, [0, 1, 2]))), filter.shape),
    };
  },
};

/** Morphology. */
export const dilation: readonly Gradient[] = [dilation2D];
