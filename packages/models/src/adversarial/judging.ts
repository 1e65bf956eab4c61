import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { ImageBatch, StepContext } from '@ganblocks/core';
import type { Game } from './adversarialOptions';
import { type Heads, headsOf } from './heads';

export type Context = StepContext<ImageBatch>;

/** What the discriminator is shown: images, and what it is told of them, if anything. */
export interface Shown {
  readonly images: Tensor4D;
  readonly told?: Tensor | undefined;
}

/** T(x): images as the discriminator sees them. */
const augmented = ({ augment }: Game, images: Tensor4D, context: Context): Tensor4D =>
  augment ? augment.apply(images, context.random) : (context.augment?.(images) ?? images);

/** D(x), or D(x, c). */
const ask = ({ discriminator }: Game, { images, told }: Shown, { random }: Context, updateStatistics: boolean): Heads =>
  headsOf(discriminator.apply(told ? [images, told] : images, { training: true, random, updateStatistics }));

/** D(T(x)), or D(T(x), c). */
export const judge = (game: Game, { images, told }: Shown, context: Context, updateStatistics = true): Heads =>
  ask(game, { images: augmented(game, images, context), told }, context, updateStatistics);

/**
 * D(T(x)) of reals and of fakes: in one call where the discriminator's answers do not depend on what else it is shown, and where no penalty takes
 * the gradient at the reals or the fakes, which would then go through both.
 */
export function judgeBoth(game: Game, real: Shown, fake: Shown, context: Context): [ofReals: Heads, ofFakes: Heads] {
  const atImages = game.penalties.some(({ at, every }) => at !== undefined && every === 1);
  if (!game.discriminator.perExample || atImages) return [judge(game, real, context), judge(game, fake, context)];
  const images = tf.concat([augmented(game, real.images, context), augmented(game, fake.images, context)]);
  const told = real.told && fake.told ? tf.concat([real.told, fake.told]) : undefined;
  const both = ask(game, { images, told }, context, true);
  const sizes = [real.images.shape[0], fake.images.shape[0]];
  const parts = Object.entries(both).map(([name, head]) => [name, tf.split(head, sizes)] as const);
  const side = (i: 0 | 1): Heads => Object.fromEntries(parts.map(([name, halves]) => [name, halves[i]!])) as Heads;
  return [side(0), side(1)];
}
