import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { savedAt } from './build';

interface Resizing {
  alignCorners: boolean;
  halfPixelCenters: boolean;
  size: [number, number];
}

/** Where output position `i` reads the input, in input pixels. */
function sourcePosition(i: number, from: number, to: number, { alignCorners, halfPixelCenters }: Resizing, half: number): number {
  const scale = alignCorners && to > 1 ? (from - 1) / (to - 1) : from / to;
  return halfPixelCenters ? scale * (i + 0.5) - half : scale * i;
}

type Weights = (position: number, last: number, options: Resizing) => readonly [index: number, weight: number][];

const bilinear: Weights = (position, last) => {
  const low = Math.max(0, Math.floor(position));
  const share = position - low;
  return [
    [low, 1 - share],
    [Math.min(last, Math.max(0, Math.ceil(position))), share],
  ];
};

const nearest: Weights = (position, last, { alignCorners }) => [
  [Math.min(last, Math.max(0, alignCorners ? Math.round(position) : Math.floor(position))), 1],
];

/** Resizing along one axis is this matrix [to, from]. */
function resizeMatrix(from: number, to: number, weights: Weights, options: Resizing): Tensor2D {
  const half = weights === bilinear ? 0.5 : 0;
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    for (const [index, weight] of weights(sourcePosition(i, from, to, options, half), from - 1, options)) {
      const cell = i * from + index;
      matrix[cell] = (matrix[cell] ?? 0) + weight;
    }
  }
  return tf.tensor2d(matrix, [to, from]);
}

/** x ↦ rowsᵀ · dy · columns for each image and channel: matrix products, hence differentiable to any order. */
function resizeAdjoint(dy: Tensor, [n = 0, height = 0, width = 0, channels = 0]: number[], weights: Weights, options: Resizing): Tensor {
  const [toHeight, toWidth] = options.size;
  const rows = constant(() => tf.transpose(resizeMatrix(height, toHeight, weights, options)));
  const columns = constant(() => tf.transpose(resizeMatrix(width, toWidth, weights, options)));
  const tall = tf.matMul(tf.reshape(rows, [1, height, toHeight]), tf.reshape(dy, [n, toHeight, toWidth * channels]));
  const both = tf.matMul(tf.reshape(columns, [1, width, toWidth]), tf.reshape(tall, [n * height, toWidth, channels]));
  return tf.reshape(both, [n, height, width, channels]);
}

const resize = (kernelName: string, weights: Weights): Gradient => ({
  kernelName,
  inputsToSave: ['images'],
  gradFunc: (dy, saved, attributes) => ({
    images: () => resizeAdjoint(dy as Tensor, savedAt(saved, 0).shape, weights, attributes as unknown as Resizing),
  }),
});

/** Image resizing. The stock bilinear gradient ignores half-pixel centres; this one is the exact adjoint in all modes. */
export const resizing: readonly Gradient[] = [resize('ResizeBilinear', bilinear), resize('ResizeNearestNeighbor', nearest)];
