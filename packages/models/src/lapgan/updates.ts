import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type LossTerms, minimizeOver, type StepContext } from '@ganblocks/core';
import { nonSaturating } from '@ganblocks/losses';
import type { Level } from './level';

type Context = StepContext<unknown>;

/** What both networks of a level are told of an example. */
export interface Told {
  readonly coarse?: Tensor;
  /** One-hot, `[N, classes]`. */
  readonly labels?: Tensor;
}

const loss = nonSaturating();

const listed = ({ coarse, labels }: Told): Tensor[] => [coarse, labels].filter((one) => one !== undefined);

/** Detail, or the coarsest images, `[N, size, size, C]`, of noise and what the level is told. */
export const makeDetail = (level: Level, noise: Tensor, told: Told, call: { training: boolean; random: Context['random'] }): Tensor =>
  level.generator.apply([noise, ...listed(told)], call);

const score = ({ discriminator }: Level, x: Tensor, told: Told, { random }: Context): Tensor =>
  discriminator.apply([x, ...listed(told)], { training: true, random });

/**
 * One update of a level's discriminator: reals and as many fakes, on the same coarse images and labels, in one call. The caller disposes the terms.
 */
export function discriminatorUpdate(level: Level, context: Context, { real, ...told }: Told & { readonly real: Tensor }): LossTerms {
  return tf.tidy(() => {
    const fake = makeDetail(level, level.noise(real.shape[0], context.random), told, { training: true, random: context.random });
    return minimizeOver(level.optimizers.discriminator, context, { real, fake, ...told }, ({ real, fake, ...told }) => {
      const twice = Object.fromEntries(Object.entries(told).map(([name, one]: [string, Tensor]) => [name, tf.concat([one, one])]));
      const [ofReals, ofFakes] = tf.split(score(level, tf.concat([real, fake]), twice, context), 2);
      return { adversarial: loss.discriminator(ofReals!, ofFakes!) };
    });
  });
}

/** One update of a level's generator, from fresh noise on the same coarse images and labels. The caller disposes the terms. */
export function generatorUpdate(level: Level, context: Context, told: Told, count: number): LossTerms {
  return tf.tidy(() => {
    const noise = level.noise(count, context.random);
    return minimizeOver(level.optimizers.generator, context, { noise, ...told }, ({ noise, ...told }) => {
      const detail = makeDetail(level, noise, told, { training: true, random: context.random });
      return { adversarial: loss.generator(score(level, detail, told, context)) };
    });
  });
}
