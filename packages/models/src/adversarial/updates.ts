import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { type LossTerms, minimizeOver, stopGradient } from '@ganblocks/core';
import { dueTerm, isDue } from '@ganblocks/losses';
import type { Game } from './adversarialOptions';
import { drawFakes, makeFakes, type Reals } from './fakes';
import type { GameTerm, Judged, JudgedFakes } from './gameTerm';
import type { Heads } from './heads';
import { type Context, judge, judgeBoth, type Shown } from './judging';

/** A part of the discriminator's batch, row by row. */
type Part = Reals & {
  readonly fake: Tensor4D;
  readonly latents: Tensor;
  /** What the fakes were made for, and what the discriminator is told of them. */
  readonly fakeCondition?: Tensor;
  readonly fakeTold?: Tensor;
};

/** Without what is undefined. */
const present = <Tensors extends object>(tensors: { [Key in keyof Tensors]: Tensors[Key] | undefined }): Tensors =>
  Object.fromEntries(Object.entries(tensors).filter(([, tensor]) => tensor !== undefined)) as Tensors;

const realsShown = ({ discriminatorTold }: Game, { real, realCondition }: Reals): Shown => ({
  images: real,
  told: discriminatorTold ? realCondition : undefined,
});
const judgedReals = ({ real, realCondition }: Reals, heads: Heads): Judged => present({ images: real, heads, condition: realCondition });

/** The terms of one network, of those that have any for it. */
const termsOf = (game: Game, termOf: (one: GameTerm) => LossTerms[string] | undefined): LossTerms =>
  present(Object.fromEntries(Object.entries(game.terms).map(([name, one]) => [name, termOf(one)])));

/**
 * One update of the discriminator: from reals and as many fresh fakes, whose making no gradient goes through. Penalties of each step are
 * terms beside the loss, and of reals and fakes they get the scores that the loss gets; lazy ones take a step of their own where they are due. They
 * see D(T(x)) too, at images that are not augmented, as in StyleGAN2-ADA's code, and move no statistics; between reals and fakes they keep to the
 * reals' conditions. `update` counts updates of the discriminator. The caller disposes the terms.
 */
export function discriminatorUpdate(game: Game, context: Context, reals: Reals, update: number): LossTerms {
  const { loss, penalties, logitTerms, augment, optimizers, constrain } = game;
  return tf.tidy(() => {
    const { latents, condition: fakeCondition, told: fakeTold } = drawFakes(game, reals.real.shape[0], context.random, reals);
    const source = present<{ latents: Tensor; condition?: Tensor }>({ latents, condition: fakeCondition });
    const fake = makeFakes(game, source, { training: true, random: context.random });
    const batch = present<Part & Readonly<Record<string, Tensor>>>({ ...reals, fake, latents, fakeCondition, fakeTold });
    const criticOf =
      (part: Part) =>
      (images: Tensor): Tensor => {
        const told = images === part.fake ? part.fakeTold : realsShown(game, part).told;
        return judge(game, { images: images as Tensor4D, told }, context, false).logits;
      };
    const penalty = (one: (typeof penalties)[number], part: Part, critic = criticOf(part)): LossTerms => ({
      [one.name]: dueTerm(one, { critic, real: part.real, fake: part.fake, random: context.random }),
    });

    const terms = minimizeOver(optimizers.discriminator, context, batch, (part) => {
      const [ofReals, ofFakes] = judgeBoth(game, realsShown(game, part), { images: part.fake, told: part.fakeTold }, context);
      const [real, made] = [ofReals.logits, ofFakes.logits];
      const onLogits = Object.entries(logitTerms).map(([name, one]) => [name, one.term(real, made, update)] as const);
      const fakes: JudgedFakes = present({ images: part.fake, heads: ofFakes, latents: part.latents, condition: part.fakeCondition });
      const onHeads = termsOf(game, (one) => one.discriminator?.(judgedReals(part, ofReals), fakes));
      const adversarial = loss.discriminator(real, made);
      loss.update?.(stopGradient(real), stopGradient(made));
      if (augment && 'observe' in augment) augment.observe(real);
      const known = new Map<Tensor, Tensor>([
        [part.real, real],
        [part.fake, made],
      ]);
      const critic = criticOf(part);
      const knowing = (images: Tensor): Tensor => known.get(images) ?? critic(images);
      const joined = penalties.filter(({ every }) => every === 1).map((one) => penalty(one, part, knowing));
      return Object.assign({ adversarial }, onHeads, Object.fromEntries(onLogits), ...joined) as LossTerms;
    });
    const lazy = penalties.filter((one) => one.every > 1 && isDue(one, update));
    const own = lazy.map((one) => minimizeOver(optimizers.discriminator, context, batch, (part) => penalty(one, part)));
    constrain?.();
    return Object.assign({}, terms, ...own) as LossTerms;
  });
}

/** One update of the discriminator from reals alone, in the first phase of a game that has one. The caller disposes the terms. */
export function pretrainingUpdate(game: Game, context: Context, reals: Reals): LossTerms {
  const { pretraining, optimizers, constrain } = game;
  return tf.tidy(() => {
    const batch = reals as Reals & Readonly<Record<string, Tensor>>;
    const terms = minimizeOver(optimizers.discriminator, context, batch, (part) => ({
      pretraining: pretraining!.term(judgedReals(part, judge(game, realsShown(game, part), context))),
    }));
    constrain?.();
    return terms;
  });
}

/** One update of the generator, from fresh fakes; `reals` are for losses that need them here. The caller disposes the terms. */
export function generatorUpdate(game: Game, context: Context, reals: Reals): LossTerms {
  const { loss, optimizers, generatorBatches } = game;
  return tf.tidy(() => {
    const source = drawFakes(game, generatorBatches * reals.real.shape[0], context.random, reals);
    const batch = present<typeof source & Partial<Reals> & Readonly<Record<string, Tensor>>>({
      ...source,
      ...(loss.needsReal ? reals : {}),
    });
    return minimizeOver(optimizers.generator, context, batch, (part) => {
      const { latents, condition, told, real } = part;
      const images = makeFakes(game, part, { training: true, random: context.random });
      const heads = judge(game, { images, told }, context);
      const ofReals = real && judge(game, realsShown(game, part as Reals), context).logits;
      const fakes: JudgedFakes = present({ images, heads, latents, condition });
      return {
        adversarial: ofReals ? loss.generator(heads.logits, ofReals) : loss.generator(heads.logits),
        ...termsOf(game, (one) => one.generator?.(fakes)),
      };
    });
  });
}
