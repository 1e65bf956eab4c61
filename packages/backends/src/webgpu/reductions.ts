import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor } from '@tensorflow/tfjs-core';
import { resultOf } from '../kernels/kernel';
import type { Kernel } from '../kernels/kernel';

interface ReductionAttributes {
  readonly axis: number | number[];
  readonly keepDims?: boolean;
}

/** A reduction of integers over outer axes moves these inwards itself: the stock kernel does it by the shader that WGSL refuses. */
const reduction = (name: string): Kernel => ({
  name,
  build:
    (original): KernelFunc =>
    (call) => {
      const x = call.inputs['x'] as Tensor;
      const { axis, keepDims = false } = call.attrs as unknown as ReductionAttributes;
      const axes = tf.util.parseAxisParam(axis, x.shape);
      const order = tf.backend_util.getAxesPermutation(axes, x.shape.length);
      if (x.dtype === 'float32' || order === null) return original!(call);
      return tf.tidy(() => {
        const inner = tf.backend_util.getInnerMostAxes(axes.length, x.shape.length);
        const reduced = original!({
          ...call,
          inputs: { x: tf.transpose(x, order) },
          attrs: { ...call.attrs, axis: inner, keepDims: false },
        });
        const result = resultOf(reduced);
        return keepDims ? tf.reshape(result, tf.backend_util.expandShapeToKeepDim(result.shape, axes)) : result;
      });
    },
});

export const reductions: readonly Kernel[] = [tf.Sum, tf.Max, tf.Min, tf.Prod, tf.All, tf.Any, tf.ArgMax, tf.ArgMin].map(reduction);
