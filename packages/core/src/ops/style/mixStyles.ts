import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { RandomStream } from '../../contracts/index';
import { check } from '../../errors/index';
import { checkRank } from '../checks';

export interface MixStylesOptions {
  /** The first layer that takes the second style; the number of layers leaves all to the first. */
  readonly crossover: number;
}

export interface DrawCrossoverOptions {
  /** L: how many layers take a style. */
  readonly layers: number;
  /** How often styles are mixed at all. Default 0.9. */
  readonly probability?: number;
}

/**
 * Draws where styles cross: 1 … layers - 1, each equally likely, or `layers`, which mixes nothing, with the probability left over.
 *
 * Default probability 0.9. Two numbers are drawn whatever comes out.
 *
 * @throws GanError unless `layers` is a positive integer and the probability lies in [0, 1].
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 3.1, https://arxiv.org/abs/1812.04948
 * @example const crossover = drawCrossover(randomStream(7), { layers: 14 });
 */
export function drawCrossover(random: RandomStream, { layers, probability = 0.9 }: DrawCrossoverOptions): number {
  check(Number.isInteger(layers) && layers >= 1, () => `drawCrossover: layers must be an integer >= 1. Got ${layers}.`);
  check(probability >= 0 && probability <= 1, () => `drawCrossover: probability must lie in [0, 1]. Got ${probability}.`);
  const [mixes, place] = [random.next() < probability, random.next()];
  return mixes && layers > 1 ? 1 + Math.floor(place * (layers - 1)) : layers;
}

/**
 * Style mixing: the layers below the crossover take the first style, the others the second, which keeps neighbouring layers independent.
 *
 * Shapes: first and second `[N, L, D]` → `[N, L, D]`. Differentiable to any order. The caller disposes.
 *
 * @throws GanError where the shapes differ, or the crossover is no integer in [0, L].
 * @see Karras, Laine & Aila 2019, "A Style-Based Generator Architecture for GANs", section 3.1, https://arxiv.org/abs/1812.04948
 * @example mixStyles(tf.zeros([1, 3, 1]), tf.ones([1, 3, 1]), { crossover: 1 }); // [0, 1, 1]
 */
export function mixStyles(first: Tensor3D, second: Tensor3D, { crossover }: MixStylesOptions): Tensor3D {
  checkRank('mixStyles', 'first', first, 3, 'N, L, D');
  const [batch, layers, size] = first.shape;
  check(
    first.shape.join() === second.shape.join(),
    () => `mixStyles: first and second must have the same shape. Got [${first.shape.join(', ')}] and [${second.shape.join(', ')}].`,
  );
  check(
    Number.isInteger(crossover) && crossover >= 0 && crossover <= layers,
    () => `mixStyles: crossover must be an integer in [0, ${layers}]. Got ${crossover}.`,
  );
  if (crossover === 0) return tf.clone(second);
  if (crossover === layers) return tf.clone(first);
  return tf.tidy(() => {
    const coarse = tf.slice(first, [0, 0, 0], [batch, crossover, size]);
    return tf.concat([coarse, tf.slice(second, [0, crossover, 0], [batch, layers - crossover, size])], 1);
  });
}
