import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../../constant';
import type { Gradient } from '../../engine';
import { ownKernel } from '../../ownKernel';
import { sharing } from '../../sharing';
import { savedAt, sumTo, zerosOf } from '../build';

export interface RectifierAttributes {
  /** The slope below 0. */
  readonly slope: number;
  readonly gain: number;
}

/**
 * gain · dy where the reference is above 0, gain · slope · dy elsewhere. The reference is what was rectified, or what came out where slope and gain are not
 * negative; it is a constant, since the derivative is constant almost everywhere.
 */
export function rectifierGradient(dy: Tensor, reference: Tensor, { slope, gain }: RectifierAttributes): Tensor {
  const fixed = sharing(reference);
  const fused = ownKernel(itsOwnGradient, { dy, reference: fixed }, { slope, gain });
  const mask = (): Tensor => tf.step(reference, slope);
  return fused ?? tf.mul(dy, constant(gain === 1 ? mask : () => tf.mul(mask(), gain)));
}

/** y = gain · leakyRelu(x + bias), relu where the slope is 0; slope and gain are not negative, so that y tells on which side of 0 it was. */
export const rectifier: Gradient = {
  kernelName: 'GanRectifier',
  outputsToSave: [true],
  gradFunc: (dy, saved, attributes) => {
    const y = savedAt(saved, 0);
    // The tape asks for x before the bias, and keeps what x gets.
    let shared: Tensor | undefined;
    const dx = (): Tensor => (shared ??= rectifierGradient(dy as Tensor, y, attributes as unknown as RectifierAttributes));
    return { x: dx, bias: () => sumTo(dx(), y.shape.slice(-1)) };
  },
};

/** Linear in dy, and its own gradient. */
const itsOwnGradient: Gradient = {
  kernelName: 'GanRectifierGradient',
  inputsToSave: ['reference'],
  gradFunc: (ddx, saved, attributes) => {
    const reference = savedAt(saved, 0);
    return {
      dy: () => rectifierGradient(ddx as Tensor, reference, attributes as unknown as RectifierAttributes),
      reference: () => zerosOf(reference),
    };
  },
};
