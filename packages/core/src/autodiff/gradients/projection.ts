import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import type { Gradient } from '../engine';
import { savedAt, sumTo, zerosOf } from './build';
import { copiedFrom, everyImage } from './origins';
import { coordinateGradient, imageGradient } from './sampling';
import type { Sampling } from './sampling';

type FillMode = 'constant' | 'reflect' | 'wrap' | 'nearest';
interface Transformation {
  interpolation: 'bilinear' | 'nearest';
  fillMode: FillMode;
  fillValue: number;
  outputShape?: [number, number];
}

const float = (condition: Tensor): Tensor => tf.cast(condition, 'float32');

/** Where a position comes to lie is sign · position + shift, piece by piece; then it is held at the edges. */
function piecesOf(position: Tensor, size: number, mode: FillMode): { sign: Tensor; shift: Tensor } {
  const ones = tf.onesLike(position);
  if (mode === 'reflect') {
    const turned = tf.mul(tf.floor(tf.div(position, 2 * size)), 2 * size);
    const mirrored = float(tf.greaterEqual(tf.sub(position, turned), size));
    const sign = tf.sub(ones, tf.mul(mirrored, 2));
    return { sign, shift: tf.sub(tf.mul(mirrored, 2 * size - 1), tf.mul(sign, turned)) };
  }
  if (mode === 'nearest') return { sign: ones, shift: tf.zerosLike(position) };
  const period = Math.max(1, size - 1);
  const below = tf.mul(float(tf.less(position, 0)), tf.add(tf.floor(tf.div(position, -period)), 1));
  const above = tf.mul(float(tf.greater(position, size - 1)), tf.floor(tf.div(position, period)));
  return { sign: ones, shift: tf.mul(tf.sub(below, above), size) };
}

/** A position brought into the image as the fill mode says, and the derivative of that, a constant. */
function bringInside(position: Tensor, size: number, mode: FillMode): { inside: Tensor; slope: Tensor } {
  if (mode === 'constant') return { inside: position, slope: constant(() => tf.onesLike(position)) };
  const sign = constant(() => piecesOf(position, size, mode).sign);
  const shift = constant(() => piecesOf(position, size, mode).shift);
  const moved = tf.add(tf.mul(position, sign), shift);
  const slope = constant(() => tf.mul(sign, float(tf.logicalAnd(tf.greaterEqual(moved, 0), tf.lessEqual(moved, size - 1)))));
  return { inside: tf.clipByValue(moved, 0, size - 1), slope };
}

/** Output pixel (x, y) reads the image at ((a₀x + a₁y + a₂) / d, (a₃x + a₄y + a₅) / d) with d = a₆x + a₇y + 1. */
function project(image: Tensor, transforms: Tensor, { fillMode, fillValue, outputShape }: Transformation): Sampling {
  const [batch = 0, inHeight = 1, inWidth = 1] = image.shape;
  const [height, width] = outputShape ?? [inHeight, inWidth];
  const shape = [batch, height, width];
  const x = constant(() => tf.reshape(tf.range(0, width), [1, 1, width]));
  const y = constant(() => tf.reshape(tf.range(0, height), [1, height, 1]));
  const entries = tf.unstack(tf.reshape(transforms, [-1, 1, 1, 8]), 3);
  const line = (first: number, last: Tensor | number): Tensor =>
    tf.add(tf.add(tf.mul(entries[first] ?? 0, x), tf.mul(entries[first + 1] ?? 0, y)), last);

  const divisor = tf.mul(line(6, 1), constant(() => tf.ones(shape))); // prettier-ignore
  const read = constant(() => float(tf.notEqual(divisor, 0)));
  const inverse = tf.mul(read, tf.reciprocal(tf.add(divisor, tf.sub(1, read))));
  const [column, row] = [tf.mul(line(0, entries[2] ?? 0), inverse), tf.mul(line(3, entries[5] ?? 0), inverse)];
  const [across, down] = [bringInside(column, inWidth, fillMode), bringInside(row, inHeight, fillMode)];
  const numbers = constant(() => tf.reshape(tf.range(0, batch, 1, 'int32'), [batch, 1, 1]));
  return {
    grid: { image, numbers, rows: down.inside, columns: across.inside, read, fill: fillValue },
    backward: (rows, columns) => {
      const u = tf.mul(tf.mul(columns, across.slope), inverse);
      const v = tf.mul(tf.mul(rows, down.slope), inverse);
      const w = tf.neg(tf.add(tf.mul(u, column), tf.mul(v, row)));
      const parts = [tf.mul(u, x), tf.mul(u, y), u, tf.mul(v, x), tf.mul(v, y), v, tf.mul(w, x), tf.mul(w, y)];
      return sumTo(tf.stack(parts.map((part) => tf.sum(part, [1, 2])), 1), transforms.shape); // prettier-ignore
    },
  };
}

/** Bilinear by the image and by the transforms, nearest by the image. */
const transform: Gradient = {
  kernelName: 'Transform',
  inputsToSave: ['image', 'transforms'],
  gradFunc: (dy, saved, attributes) => {
    const [image, transforms] = [savedAt(saved, 0), savedAt(saved, 1)];
    const transformation = attributes as unknown as Transformation;
    const sampling = (): Sampling => project(image, transforms, transformation);
    const nearest = transformation.interpolation === 'nearest';
    return {
      image: () =>
        nearest
          ? copiedFrom('Transform', dy as Tensor, image, everyImage(image), { transforms }, { ...attributes, fillValue: 0 })
          : imageGradient(dy as Tensor, sampling().grid),
      transforms: () => (nearest ? zerosOf(transforms) : coordinateGradient(dy as Tensor, sampling())),
    };
  },
};

/** Projective transforms of images. */
export const projection: readonly Gradient[] = [transform];
