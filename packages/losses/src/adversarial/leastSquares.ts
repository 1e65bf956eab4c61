import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { type AdversarialLoss, check } from '@ganblocks/core';
import { checkPositive } from '../checks/checkPositive';

export interface LeastSquaresOptions {
  /** What D should say of reals, b. Default 1. */
  readonly realTarget?: number;
  /** What D should say of fakes, a. Default 0. */
  readonly fakeTarget?: number;
  /** What G wants D to say of fakes, c. Default: as of reals. */
  readonly generatorTarget?: number;
  /** On all terms. Default 0.5, as in the paper; 1 in CycleGAN's and pix2pixHD's code. */
  readonly factor?: number;
}

/**
 * Least squares: L_D = ½ mean (r - b)² + ½ mean (f - a)², L_G = ½ mean (f - c)², on outputs r = D(x) and f = D(G(z)) without sigmoid.
 *
 * Shapes: outputs of any shape → scalars. Differentiable to any order. The caller disposes.
 *
 * @throws GanError unless all numbers are finite and the factor is above 0.
 * @see Mao et al. 2017, "Least Squares Generative Adversarial Networks", eq. 2 and 9, https://arxiv.org/abs/1611.04076
 * @example const loss = leastSquares({ factor: 1 });
 */
export function leastSquares({
  realTarget = 1,
  fakeTarget = 0,
  generatorTarget = realTarget,
  factor = 0.5,
}: LeastSquaresOptions = {}): AdversarialLoss {
  const targets = { realTarget, fakeTarget, generatorTarget };
  for (const [name, value] of Object.entries(targets))
    check(Number.isFinite(value), () => `leastSquares: ${name} must be a finite number. Got ${value}.`);
  checkPositive('leastSquares', { factor });
  const distance = (x: Tensor, target: number): Scalar => tf.mul(tf.mean<Scalar>(tf.square(tf.sub(x, target))), factor);
  return {
    discriminator: (real, fake) => tf.tidy(() => tf.add(distance(real, realTarget), distance(fake, fakeTarget))),
    generator: (fake) => tf.tidy(() => distance(fake, generatorTarget)),
  };
}
