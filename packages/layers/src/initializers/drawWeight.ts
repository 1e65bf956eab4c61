import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { RandomStream } from '@ganblocks/core';
import { drawingOf } from './drawings';
import type { Fans, Initializer } from './initializer';

/** Fans of a kernel `[…taps, in, out]`; of a vector its length. */
export function fansOf(shape: readonly number[]): Fans {
  const [inputs = shape.at(-1) ?? 1, outputs = inputs] = shape.slice(-2);
  const taps = shape.slice(0, -2).reduce((product, length) => product * length, 1);
  return { fanIn: taps * inputs, fanOut: taps * outputs };
}

function divisor(mode: 'fanIn' | 'fanOut' | 'fanAverage', { fanIn, fanOut }: Fans): number {
  if (mode === 'fanIn') return fanIn;
  return mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
}

/** The first values of a weight. The caller disposes. */
export function drawWeight(initializer: Initializer, shape: readonly number[], random: RandomStream, fans: Fans = fansOf(shape)): Tensor {
  switch (initializer.kind) {
    case 'constant':
      return tf.fill([...shape], initializer.value);
    case 'normal':
      return random.normal(shape, initializer);
    case 'uniform':
      return random.uniform(shape, initializer);
    case 'varianceScaling': {
      const variance = initializer.scale / divisor(initializer.mode, fans);
      const limit = Math.sqrt(3 * variance);
      return initializer.distribution === 'normal'
        ? random.normal(shape, { deviation: Math.sqrt(variance) })
        : random.uniform(shape, { low: -limit, high: limit });
    }
    default:
      return drawingOf(initializer)(initializer, shape, random);
  }
}
