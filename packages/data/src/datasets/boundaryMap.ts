import { check, shown } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';

/** The left, right, upper and lower neighbour, as offsets into a map with a border of one pixel. */
const NEIGHBOURS: readonly (readonly [y: number, x: number])[] = [
  [1, 0],
  [1, 2],
  [0, 1],
  [2, 1],
];

/**
 * Where one object ends and another begins: 1 for a pixel whose left, right, upper or lower neighbour belongs to another object, else 0. Pixels on both
 * sides of a boundary are marked, so it is two pixels wide; the border of the image is none.
 *
 * `instanceMap` int32 `[N, H, W]`, as `sceneImages` gives it → float32 `[N, H, W, 1]`, which pix2pixHD concatenates to the one-hot label map. Not
 * differentiable: a map of numbers has no slope. The caller disposes the result.
 *
 * @throws GanError where the map is not int32 of rank 3.
 * @see Wang et al., "High-Resolution Image Synthesis and Semantic Manipulation with Conditional GANs", 2018, section 3.3: https://arxiv.org/abs/1711.11585
 * @example
 * const boundaries = boundaryMap(tf.tensor3d([[[7, 7, 7, 9]]], [1, 1, 4], 'int32')); // 0, 0, 1, 1
 */
export function boundaryMap(instanceMap: Tensor3D): Tensor4D {
  const { shape, dtype } = instanceMap;
  check(
    (shape.length as number) === 3 && dtype === 'int32',
    () =>
      `boundaryMap: the instance map must be int32 of shape [N, H, W]. Got ${dtype} of shape ${shown(shape)}. Pass a batch's instanceMap as it is.`,
  );
  return tf.tidy(() => {
    // Beyond the border lies the pixel itself once more, so that nothing differs there.
    const padded = tf.mirrorPad(instanceMap, NO_BATCH_BORDER, 'symmetric');
    const differs = NEIGHBOURS.map(([y, x]) => tf.notEqual(tf.slice(padded, [0, y, x], shape), instanceMap));
    const any = differs.reduce((one, other) => tf.logicalOr(one, other));
    return tf.expandDims<Tensor4D>(tf.cast(any, 'float32'), 3);
  });
}

const NO_BATCH_BORDER: [number, number][] = [
  [0, 0],
  [1, 1],
  [1, 1],
];
