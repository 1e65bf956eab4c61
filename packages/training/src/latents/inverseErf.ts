import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Coefficients of Giles's polynomials in single precision, of the highest power first. */
const MIDDLE = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 2.1858087e-4, -1.25372503e-3, -4.17768164e-3, 0.246640727, 1.50140941,
];
const TAILS = [
  -2.00214257e-4, 1.00950558e-4, 1.34934322e-3, -3.67342844e-3, 5.73950773e-3, -7.6224613e-3, 9.43887047e-3, 1.00167406, 2.83297682,
];

const horner = (coefficients: readonly number[], w: Tensor): Tensor =>
  coefficients.slice(1).reduce<Tensor>((sum, coefficient) => tf.add(tf.mul(sum, w), coefficient), tf.fill(w.shape, coefficients[0]!));

/**
 * The inverse of the error function: erf(inverseErf(x)) = x for |x| < 1, in float32. The caller disposes.
 *
 * @see Giles 2012, "Approximating the erfinv function"
 */
export const inverseErf = (x: Tensor): Tensor =>
  tf.tidy(() => {
    const w = tf.neg(tf.log(tf.mul(tf.sub(1, x), tf.add(1, x))));
    const [middle, tails] = [horner(MIDDLE, tf.sub(w, 2.5)), horner(TAILS, tf.sub(tf.sqrt(tf.maximum(w, 0)), 3))];
    return tf.mul(x, tf.where(tf.less(w, 5), middle, tails));
  });
