import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Sides } from './borderPadding';

/** x [A, L, B] → [A, before + L + after, B]: zeros, or a crop where negative. */
export function padOrCrop(x: Tensor3D, [before, after]: Sides): Tensor3D {
  const [outer, length, inner] = x.shape;
  const cut = [Math.max(0, -before), Math.max(0, -after)] as const;
  const kept = cut[0] + cut[1] > 0 ? tf.slice(x, [0, cut[0], 0], [outer, length - cut[0] - cut[1], inner]) : x;
  if (before <= 0 && after <= 0) return kept;
  const zeros: [number, number] = [Math.max(0, before) * inner, Math.max(0, after) * inner];
  // As a matrix: padding the last axis of a matrix is one block move a row.
  return tf.reshape(tf.pad(tf.reshape(kept, [outer, -1]), [[0, 0], zeros]), [outer, -1, inner]);
}

/** x [A, L, B] → [A, L · up, B]: each element, then up - 1 zeros. */
export function insertZeros(x: Tensor3D, up: number): Tensor3D {
  if (up === 1) return x;
  const [outer, length, inner] = x.shape;
  const cells = tf.pad(tf.reshape(x, [outer * length, inner]), [
    [0, 0],
    [0, inner * (up - 1)],
  ]);
  return tf.reshape(cells, [outer, length * up, inner]);
}

/** The taps `[kh, kw]` or `[k, 1]` for each of the channels alike: [kh, kw, C, 1]. */
export function sameForAll(taps: Tensor, [height, width]: readonly [number, number], channels: number): Tensor4D {
  return tf.mul<Tensor4D>(tf.reshape(taps, [height, width, 1, 1]), tf.ones([1, 1, channels, 1]));
}

/**
 * One axis of `upfirdn2d`: zeros in between, zeros around, correlation with the taps, every down-th.
 * x [A, L, B] → [A, floor((L · up + before + after - k) / down) + 1, B]. Inside a `tf.tidy` of the caller's.
 */
export function resampleAxis(x: Tensor3D, taps: Tensor1D, up: number, down: number, sides: Sides): Tensor3D {
  const padded = padOrCrop(insertZeros(x, up), sides);
  const [outer, length, inner] = padded.shape;
  const kernel = sameForAll(taps, [taps.size, 1], inner);
  // Equal strides, since not every backend has others; across there is one column.
  const columns: Tensor4D = tf.reshape(padded, [outer, length, 1, inner]);
  const y = tf.depthwiseConv2d(columns, kernel, [down, down], 'valid');
  return tf.reshape(y, [outer, -1, inner]);
}
