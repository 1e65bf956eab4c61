import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { type ImageBatch, type LossTerms, minimizeOver, type StepContext, stopGradient } from '@ganblocks/core';
import { dueTerm, isDue } from '@ganblocks/losses';
import type { Game } from './adversarialOptions';
import { drawLatents } from './drawLatents';

type Context = StepContext<ImageBatch>;

/** A part of a batch. */
type Images = { readonly real: Tensor4D; readonly fake: Tensor4D };

const makeFakes = ({ generator }: Game, latents: Tensor, { random }: Context): Tensor4D =>
  generator.apply(latents, { training: true, random }) as Tensor4D;

/** T(x): images as the discriminator sees them. */
const augmented = ({ augment }: Game, images: Tensor4D, context: Context): Tensor4D =>
  augment ? augment.apply(images, context.random) : (context.augment?.(images) ?? images);

/** D(T(x)). */
const score = (game: Game, images: Tensor4D, context: Context, updateStatistics = true): Tensor =>
  game.discriminator.apply(augmented(game, images, context), { training: true, random: context.random, updateStatistics });

/**
 * D(T(x)) of reals and of fakes: in one call where the discriminator's answers do not depend on what else it is shown, and where no penalty takes
 * the gradient at the reals or the fakes, which would then go through both.
 */
function scoreBoth(game: Game, { real, fake }: Images, context: Context): [ofReals: Tensor, ofFakes: Tensor] {
  const atImages = game.penalties.some(({ at, every }) => at !== undefined && every === 1);
  if (!game.discriminator.perExample || atImages) return [score(game, real, context), score(game, fake, context)];
  const seen = tf.concat([augmented(game, real, context), augmented(game, fake, context)]);
  const scores = game.discriminator.apply(seen, { training: true, random: context.random });
  return tf.split(scores, [real.shape[0], fake.shape[0]]) as [Tensor, Tensor];
}

/**
 * One update of the discriminator: from reals and as many fresh fakes, whose making no gradient goes through. Penalties of each step are
 * terms beside the loss, and of reals and fakes they get the scores that the loss gets; lazy ones take a step of their own where they are due. They
 * see D(T(x)) too, at images that are not augmented, as in StyleGAN2-ADA's code, and move no statistics. `update` counts updates of the
 * discriminator. The caller disposes the terms.
 */
export function discriminatorUpdate(game: Game, context: Context, real: Tensor4D, update: number): LossTerms {
  const { loss, penalties, logitTerms, augment, optimizers } = game;
  return tf.tidy(() => {
    const fake = makeFakes(game, drawLatents(game, real.shape[0], context.random), context);
    const critic = (images: Tensor): Tensor => score(game, images as Tensor4D, context, false);
    const penalty = (one: (typeof penalties)[number], part: Images, judge = critic): LossTerms => ({
      [one.name]: dueTerm(one, { critic: judge, ...part, random: context.random }),
    });

    const terms = minimizeOver(optimizers.discriminator, context, { real, fake }, (part: Images) => {
      const [ofReals, ofFakes] = scoreBoth(game, part, context);
      const onLogits = Object.entries(logitTerms).map(([name, part]) => [name, part.term(ofReals, ofFakes, update)] as const);
      const adversarial = loss.discriminator(ofReals, ofFakes);
      loss.update?.(stopGradient(ofReals), stopGradient(ofFakes));
      if (augment && 'observe' in augment) augment.observe(ofReals);
      const known = new Map<Tensor, Tensor>([
        [part.real, ofReals],
        [part.fake, ofFakes],
      ]);
      const judge = (images: Tensor): Tensor => known.get(images) ?? critic(images);
      const joined = penalties.filter(({ every }) => every === 1).map((one) => penalty(one, part, judge));
      return Object.assign({ adversarial }, Object.fromEntries(onLogits), ...joined) as LossTerms;
    });
    const lazy = penalties.filter((one) => one.every > 1 && isDue(one, update));
    const own = lazy.map((one) => minimizeOver(optimizers.discriminator, context, { real, fake }, (part) => penalty(one, part)));
    return Object.assign({}, terms, ...own) as LossTerms;
  });
}

/** One update of the generator, from fresh fakes; `real` is for losses that need reals here. The caller disposes the terms. */
export function generatorUpdate(game: Game, context: Context, real: Tensor4D): LossTerms {
  const { loss, optimizers } = game;
  return tf.tidy(() => {
    const latents = drawLatents(game, real.shape[0], context.random);
    return minimizeOver(optimizers.generator, context, { latents, real }, (part) => {
      const ofFakes = score(game, makeFakes(game, part.latents, context), context);
      return { adversarial: loss.needsReal ? loss.generator(ofFakes, score(game, part.real, context)) : loss.generator(ofFakes) };
    });
  });
}
