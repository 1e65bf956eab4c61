import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';
import type { GoldenCase } from '@ganblocks/core/testing';
import type { Family } from '../family';
import { numberOf, numbersOf, shapeOf } from '../hyperparameters';
import { poolingWindow } from './poolingWindow';

const reflect = (x: Tensor, pad: number): Tensor => tf.mirrorPad(x, [[0, 0], [pad, pad], [pad, pad], [0, 0]], 'reflect'); // prettier-ignore

/** [N, H, W, C·r²] → [N, rH, rW, C]; `channelMajor`: input channel (c, dy, dx) as PyTorch has it, else (dy, dx, c) as TF has it. */
function shuffle(x: Tensor, factor: number, channelMajor: boolean): Tensor {
  const [n = 0, h = 0, w = 0, c = 0] = x.shape;
  if (!channelMajor) return tf.depthToSpace(x as Tensor4D, factor, 'NHWC');
  const grouped = tf.reshape(x, [n * h * w, c / factor ** 2, factor ** 2]);
  return tf.depthToSpace(tf.reshape(tf.transpose(grouped, [0, 2, 1]), [n, h, w, c]), factor, 'NHWC');
}

/** [N, rH, rW, C] → [N, H, W, C·r²], the inverse of `shuffle`. */
function unshuffle(x: Tensor, factor: number, channelMajor: boolean): Tensor {
  const [n = 0, h = 0, w = 0, c = 0] = x.shape;
  const blocks = tf.reshape(x, [n, h / factor, factor, w / factor, factor, c]);
  return tf.reshape(tf.transpose(blocks, channelMajor ? [0, 1, 3, 5, 2, 4] : [0, 1, 3, 2, 4, 5]), [
    n,
    h / factor,
    w / factor,
    c * factor ** 2,
  ]);
}

/** Reflection padding by each of `pads`: the first is `y`, the next `y2`, `y3`, … */
const reflected = (x: Tensor, pads: readonly number[]): Record<string, Tensor> =>
  Object.fromEntries(pads.map((pad, i) => [i === 0 ? 'y' : `y${i + 1}`, reflect(x, pad)]));

function sizeOf(golden: GoldenCase): [number, number] {
  const [, height, width] = shapeOf(golden, 'y');
  check(height !== undefined && width !== undefined, () => `${golden.name}: y must be [N, H, W, C]. Got [${shapeOf(golden, 'y')}].`);
  return [height, width];
}

function averaged(x: Tensor, golden: GoldenCase): Tensor {
  const { kernel, stride, pad, countsPadding } = poolingWindow(golden);
  if (!countsPadding) return tf.avgPool(x as Tensor4D, kernel, stride, pad);
  return tf.avgPool(tf.pad(x as Tensor4D, [[0, 0], [pad, pad], [pad, pad], [0, 0]]), kernel, stride, 'valid'); // prettier-ignore
}

function maximum(x: Tensor, golden: GoldenCase): Tensor {
  const { kernel, stride, pad } = poolingWindow(golden);
  return tf.maxPool(x as Tensor4D, kernel, stride, pad);
}

export const resampling: readonly Family[] = [
  { pattern: /^layer-reflection-pad/, outputs: (input, golden) => reflected(input('x'), numbersOf(golden, 'pads')) },
  {
    pattern: /^layer-pixel-shuffle/,
    outputs: (input, golden) => ({
      y: shuffle(input('x'), numberOf(golden, 'factor'), true),
      y_depth_to_space: shuffle(input('x'), numberOf(golden, 'factor'), false),
    }),
  },
  {
    pattern: /^layer-pixel-unshuffle/,
    outputs: (input, golden) => ({
      y: unshuffle(input('x'), numberOf(golden, 'factor'), true),
      y_space_to_depth: unshuffle(input('x'), numberOf(golden, 'factor'), false),
    }),
  },
  { pattern: /^layer-embedding-repeated/, outputs: (input) => ({ y: tf.gather(input('table'), tf.cast(input('ids'), 'int32')) }) },
  { pattern: /^layer-resample-avgpool\d/, outputs: (input, golden) => ({ y: averaged(input('x'), golden) }) },
  { pattern: /^layer-resample-maxpool\d/, outputs: (input, golden) => ({ y: maximum(input('x'), golden) }) },
  {
    pattern: /^layer-resample-nearest-(up|resize|down)/,
    outputs: (input, golden) => ({ y: tf.image.resizeNearestNeighbor(input('x') as Tensor4D, sizeOf(golden)) }),
  },
  {
    pattern: /^layer-resample-bilinear-(up|resize|down).*-corners$/,
    outputs: (input, golden) => ({ y: tf.image.resizeBilinear(input('x') as Tensor4D, sizeOf(golden), true) }),
  },
  {
    pattern: /^layer-resample-bilinear-(up|resize|down)((?!antialias|corners).)*$/,
    outputs: (input, golden) => ({ y: tf.image.resizeBilinear(input('x') as Tensor4D, sizeOf(golden), false, true) }),
  },
];
