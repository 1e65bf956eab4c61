import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { broadcast, savedAt, zerosOf } from './build';

const first = (dys: Tensor | Tensor[], fallback: Tensor): Tensor => (Array.isArray(dys) ? (dys[0] ?? zerosOf(fallback)) : dys);

/** The k largest of each row: dy goes back to where they were. */
const topK: Gradient = {
  kernelName: 'TopK',
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: (dys, saved) => {
    const [x, indices] = [savedAt(saved, 0), savedAt(saved, 1)];
    const columns = x.shape.at(-1) ?? 1;
    const rows = x.size / columns;
    const places = (): Tensor => {
      const start = tf.mul(tf.range(0, rows, 1, 'int32'), tf.scalar(columns, 'int32'));
      return tf.reshape(tf.add(tf.reshape(start, [rows, 1]), tf.reshape(indices, [rows, -1])), [-1, 1]);
    };
    return {
      x: () => {
        const dy = tf.reshape(first(dys, indices), [-1]);
        return tf.reshape(tf.scatterND(constant(places), dy, [x.size]), x.shape);
      },
    };
  },
};

/** The distinct slices along an axis: dy goes in equal shares to all that a slice stands for, as `max` does it among equal maxima. */
const unique: Gradient = {
  kernelName: 'Unique',
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: (dys, saved, attributes) => {
    const [x, places] = [savedAt(saved, 0), savedAt(saved, 1) as tf.Tensor1D];
    const [axis = 0] = tf.util.parseAxisParam((attributes['axis'] ?? 0) as number, x.shape);
    return {
      x: () => {
        const dy = first(dys, x);
        const shape = x.shape.map((_, d) => (d === axis ? -1 : 1));
        const shares = (): Tensor => {
          const counts = tf.unsortedSegmentSum(tf.ones([places.size]), places, dy.shape[axis] ?? 0);
          return broadcast(tf.reshape(tf.div(1, counts), shape), dy.shape);
        };
        return tf.gather(tf.mul(dy, constant(shares)), places, axis);
      },
    };
  },
};

/** Each weight is counted in the bin that its integer names, beyond `size` in none. */
const bincount = (kernelName: 'Bincount' | 'DenseBincount'): Gradient => ({
  kernelName,
  inputsToSave: ['x', 'weights'],
  gradFunc: (dy, saved, { size, binaryOutput }) => {
    const [x, weights] = [savedAt(saved, 0), savedAt(saved, 1)];
    const bins = size as number;
    const places = (): Tensor => {
      const inside = tf.minimum(x, tf.scalar(bins - 1, 'int32'));
      if (x.rank < 2) return inside;
      const start = tf.mul(tf.range(0, x.shape[0], 1, 'int32'), tf.scalar(bins, 'int32'));
      return tf.add(tf.reshape(start, [-1, 1]), inside);
    };
    return {
      x: () => zerosOf(x),
      weights: () => {
        if (weights.size === 0 || bins === 0 || binaryOutput) return zerosOf(weights);
        const counted = constant(() => tf.cast(tf.less(x, tf.scalar(bins, 'int32')), 'float32'));
        const picked = tf.gather(tf.reshape(dy as Tensor, [-1]), constant(places));
        return tf.reshape(tf.mul(picked, counted), weights.shape);
      },
    };
  },
});

/** Ops whose places are decided by the values themselves. */
export const selection: readonly Gradient[] = [topK, unique, bincount('Bincount'), bincount('DenseBincount')];
