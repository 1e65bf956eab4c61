import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** What stands before and after each axis. Negative: what is cut. */
export type Frame = readonly (readonly [number, number])[];

/** The frame of one axis that leaves room for just so many windows. */
export const frameOfAxis = (before: number, size: number, windows: number, stride: number, width: number): readonly [number, number] => [
  before,
  (windows - 1) * stride + width - size - before,
];

/** Pads, and cuts where windows are further apart than they are wide and leave out the border. */
export function framed(x: Tensor, frame: Frame, value = 0): Tensor {
  const cut = frame.map(([before, after]) => [Math.max(0, -before), Math.max(0, -after)] as const);
  const inside = cut.every(([before, after]) => before === 0 && after === 0)
    ? x
    : tf.slice(
        x,
        cut.map(([before]) => before),
        x.shape.map((size, axis) => size - (cut[axis]?.[0] ?? 0) - (cut[axis]?.[1] ?? 0)),
      );
  return tf.pad(
    inside,
    frame.map(([before, after]) => [Math.max(0, before), Math.max(0, after)]),
    value,
  );
}

/** The adjoint of framing: cuts what was padded, and zeros where it cut. */
export const unframed = (x: Tensor, frame: Frame): Tensor =>
  framed(
    x,
    frame.map(([before, after]) => [-before, -after]),
  );
