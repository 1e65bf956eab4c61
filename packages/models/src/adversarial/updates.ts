import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { type ImageBatch, type LossTerms, minimizeOver, type StepContext, stopGradient } from '@ganblocks/core';
import { dueTerm, isDue } from '@ganblocks/losses';
import type { Game } from './adversarialOptions';
import { drawFakes, type FakeSource, makeFakes, type Reals } from './fakes';

type Context = StepContext<ImageBatch>;

/** A part of a batch: images, and what they are images of where the game has a condition. */
type Images = { readonly real: Tensor4D; readonly fake: Tensor4D; readonly realCondition?: Tensor; readonly fakeCondition?: Tensor };

const conditionOf = (
  name: 'realCondition' | 'fakeCondition' | 'condition',
  tensor: Tensor | undefined,
): Readonly<Record<string, Tensor>> => (tensor ? { [name]: tensor } : {});

/** T(x): images as the discriminator sees them. */
const augmented = ({ augment }: Game, images: Tensor4D, context: Context): Tensor4D =>
  augment ? augment.apply(images, context.random) : (context.augment?.(images) ?? images);

/** D(x), or D(x, c). */
const judge = (
  { discriminator }: Game,
  seen: Tensor,
  condition: Tensor | undefined,
  { random }: Context,
  updateStatistics = true,
): Tensor => discriminator.apply(condition ? [seen, condition] : seen, { training: true, random, updateStatistics });

/** D(T(x)), or D(T(x), c). */
const score = (game: Game, images: Tensor4D, condition: Tensor | undefined, context: Context, updateStatistics = true): Tensor =>
  judge(game, augmented(game, images, context), condition, context, updateStatistics);

/**
 * D(T(x)) of reals and of fakes: in one call where the discriminator's answers do not depend on what else it is shown, and where no penalty takes
 * the gradient at the reals or the fakes, which would then go through both.
 */
function scoreBoth(game: Game, part: Images, context: Context): [ofReals: Tensor, ofFakes: Tensor] {
  const { real, fake, realCondition, fakeCondition } = part;
  const atImages = game.penalties.some(({ at, every }) => at !== undefined && every === 1);
  if (!game.discriminator.perExample || atImages) {
    return [score(game, real, realCondition, context), score(game, fake, fakeCondition, context)];
  }
  const seen = tf.concat([augmented(game, real, context), augmented(game, fake, context)]);
  const conditions = realCondition && fakeCondition ? tf.concat([realCondition, fakeCondition]) : undefined;
  return tf.split(judge(game, seen, conditions, context), [real.shape[0], fake.shape[0]]) as [Tensor, Tensor];
}

/**
 * One update of the discriminator: from reals and as many fresh fakes, whose making no gradient goes through. Penalties of each step are
 * terms beside the loss, and of reals and fakes they get the scores that the loss gets; lazy ones take a step of their own where they are due. They
 * see D(T(x)) too, at images that are not augmented, as in StyleGAN2-ADA's code, and move no statistics; between reals and fakes they keep to the
 * reals' conditions. `update` counts updates of the discriminator. The caller disposes the terms.
 */
export function discriminatorUpdate(game: Game, context: Context, reals: Reals, update: number): LossTerms {
  const { loss, penalties, logitTerms, augment, optimizers, constrain } = game;
  return tf.tidy(() => {
    const source = drawFakes(game, reals.real.shape[0], context.random, reals);
    const fake = makeFakes(game, source, { training: true, random: context.random });
    const batch: Images = { ...reals, fake, ...conditionOf('fakeCondition', source.condition) };
    const criticOf =
      ({ fake: fakes, realCondition, fakeCondition }: Images) =>
      (images: Tensor): Tensor =>
        score(game, images as Tensor4D, images === fakes ? fakeCondition : realCondition, context, false);
    const penalty = (one: (typeof penalties)[number], part: Images, critic = criticOf(part)): LossTerms => ({
      [one.name]: dueTerm(one, { critic, real: part.real, fake: part.fake, random: context.random }),
    });

    const terms = minimizeOver(optimizers.discriminator, context, batch, (part: Images) => {
      const [ofReals, ofFakes] = scoreBoth(game, part, context);
      const onLogits = Object.entries(logitTerms).map(([name, one]) => [name, one.term(ofReals, ofFakes, update)] as const);
      const adversarial = loss.discriminator(ofReals, ofFakes);
      loss.update?.(stopGradient(ofReals), stopGradient(ofFakes));
      if (augment && 'observe' in augment) augment.observe(ofReals);
      const known = new Map<Tensor, Tensor>([
        [part.real, ofReals],
        [part.fake, ofFakes],
      ]);
      const critic = criticOf(part);
      const knowing = (images: Tensor): Tensor => known.get(images) ?? critic(images);
      const joined = penalties.filter(({ every }) => every === 1).map((one) => penalty(one, part, knowing));
      return Object.assign({ adversarial }, Object.fromEntries(onLogits), ...joined) as LossTerms;
    });
    const lazy = penalties.filter((one) => one.every > 1 && isDue(one, update));
    const own = lazy.map((one) => minimizeOver(optimizers.discriminator, context, batch, (part: Images) => penalty(one, part)));
    constrain?.();
    return Object.assign({}, terms, ...own) as LossTerms;
  });
}

/** One update of the generator, from fresh fakes; `reals` are for losses that need them here. The caller disposes the terms. */
export function generatorUpdate(game: Game, context: Context, reals: Reals): LossTerms {
  const { loss, optimizers, generatorBatches } = game;
  return tf.tidy(() => {
    const { latents, condition } = drawFakes(game, generatorBatches * reals.real.shape[0], context.random, reals);
    const batch = { latents, ...conditionOf('condition', condition), ...(loss.needsReal ? reals : {}) };
    return minimizeOver(optimizers.generator, context, batch, (part: FakeSource & Partial<Reals>) => {
      const fakes = makeFakes(game, part, { training: true, random: context.random });
      const ofFakes = score(game, fakes, part.condition, context);
      return {
        adversarial: part.real ? loss.generator(ofFakes, score(game, part.real, part.realCondition, context)) : loss.generator(ofFakes),
      };
    });
  });
}
