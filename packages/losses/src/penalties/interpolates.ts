import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type CriticInput, check, type RandomStream } from '@ganblocks/core';
import { likeInput, scalesOf } from './criticGradients';

/** One number an image, of the rank of the images. */
export const perImage = (numbers: Tensor, images: Tensor): Tensor =>
  tf.reshape(numbers, [numbers.size, ...images.shape.slice(1).map(() => 1)]);

/**
 * Points on the lines between reals and fakes: x̂ = e · real + (1 - e) · fake, with one e in [0, 1) an image, the same at all scales.
 *
 * @throws GanError where reals and fakes are not of one shape.
 */
export function interpolates<X extends CriticInput>(where: string, real: X, fake: X, random: RandomStream): X {
  const [reals, fakes] = [scalesOf(real), scalesOf(fake)];
  const shapes = (images: readonly Tensor[]): string => images.map(({ shape }) => `[${shape.join(', ')}]`).join(', ');
  check(shapes(reals) === shapes(fakes), () => {
    return `${where}: reals and fakes must have one shape, since it draws lines from one to the other. Got ${shapes(reals)} and ${shapes(fakes)}.`;
  });
  return tf.tidy(() => {
    const share = random.uniform([reals[0]?.shape[0] ?? 0]);
    const mixed = reals.map((x, i) => {
      const e = perImage(share, x);
      return tf.add(tf.mul(e, x), tf.mul(tf.sub(1, e), fakes[i]!));
    });
    return likeInput(real, mixed) as X & tf.TensorContainer;
  });
}
