import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Of the sine around 0, from z⁰ on: sin z = z · Σ taylor[k] · z²ᵏ. Up to a quarter turn the next term is below 6e-8. */
const taylor = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800];

/** sin 2π·turns: less the half turns, each of which changes the sign, at most a quarter turn is left. */
function evaluate(turns: Tensor): Tensor {
  const halves = tf.floor(tf.add(tf.mul(turns, 2), 0.5));
  const z = tf.mul(tf.sub(turns, tf.mul(halves, 0.5)), 2 * Math.PI);
  const squared = tf.square(z);
  const sum = taylor.slice(0, -1).reduceRight<Tensor>((y, term) => tf.add(tf.mul(y, squared), term), tf.fill(z.shape, taylor.at(-1) ?? 0));
  const odd = tf.sub(halves, tf.mul(tf.floor(tf.mul(halves, 0.5)), 2));
  return tf.mul(tf.mul(z, sum), tf.sub(1, tf.mul(odd, 2)));
}

/**
 * sin(2π · turns) to the last digits of float32 wherever it runs: the sine of a graphics card may be wrong by 1/2048, which WGSL allows.
 * Its derivative is itself a quarter turn on, times 2π. Shape: any → the same. Differentiable to any order. The caller disposes.
 */
export function sineOfTurns<T extends Tensor>(turns: T): T {
  const sine = tf.customGrad((x: Tensor | tf.GradSaveFunc, save: Tensor | tf.GradSaveFunc) => {
    (save as tf.GradSaveFunc)([x as Tensor]);
    return {
      value: tf.tidy(() => evaluate(x as Tensor)),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => tf.mul(tf.mul(dy, 2 * Math.PI), sineOfTurns(tf.add(saved!, 0.25))),
    };
  });
  return sine(turns) as T;
}
