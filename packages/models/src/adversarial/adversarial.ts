import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import {
  check,
  type GanSystem,
  type ImageBatch,
  type LatentSpace,
  type LossTerms,
  type Network,
  type Optimizer,
  type Stateful,
} from '@ganblocks/core';
import { checkInteger } from '../config/resolveConfig';
import type { AdversarialOptions, ConditionalOptions, Game, OfConditions, OfImages } from './adversarialOptions';
import { checkGame } from './checkGame';
import { describeGame } from './describeGame';
import { drawLatents } from './drawLatents';
import { makeFakes, type Reals } from './fakes';
import type { Judgement } from './heads';
import { latentSpaceOf } from './latentSpaceOf';
import { statefulParts } from './statefulParts';
import { updateCount } from './updateCount';
import { discriminatorUpdate, generatorUpdate, pretrainingUpdate } from './updates';

export interface AdversarialSystem<
  Batch extends ImageBatch = ImageBatch,
  Request = number,
  Inputs = Tensor,
  Discriminator extends Network<never, Judgement> = Network<Inputs>,
> extends GanSystem<Batch, Request> {
  readonly networks: {
    readonly generator: Network<Inputs>;
    readonly discriminator: Discriminator;
  };
  /** The optimizers, whose `learningRate` schedules write; an adaptive augmentation; what else is `Stateful`, by its name. */
  readonly state: Readonly<Record<'generator' | 'discriminator', Optimizer>> & Readonly<Record<string, Stateful>>;
  /** The generator's z: what tools that interpolate, truncate or project work on. */
  readonly latents: LatentSpace;
  /** Frees networks, optimizers and all other parts that can be freed. */
  dispose(): void;
}

/**
 * The plain game of two networks, of parts of your choice: a generator, a discriminator, a loss, penalties, an augmentation, optimizers.
 *
 * One round: `discriminatorSteps` times the discriminator learns from a fresh batch of reals and as many fresh fakes; then the generator
 * learns from fresh fakes, `generatorSteps` times. Reals and fakes pass the discriminator apart. Images `[N, H, W, C]` in [-1, 1], points
 * of a plane as `[N, 1, 1, 2]`.
 * - A penalty with `every: 1` is a term of the discriminator's loss. A lazy one (`every` > 1) takes a step of the optimizer of its own in
 *   each `every`-th update, `every` times as heavy; the optimizer is then `lazyAdam`. It is in the report of those rounds alone.
 * - `augment` changes all that the discriminator sees, in both updates. Penalties differentiate through it, by images as they were, as
 *   StyleGAN2-ADA's code does. An adaptive one observes the reals' logits and adjusts itself once a round.
 * - A loss that compares with reals (`needsReal`) gets those of the last batch in the generator's update.
 * - With a `condition`, such as `classLabels({ classes: 10 })`, both networks are told it beside latents and images: the reals' own, drawn ones for
 *   fakes; with `discriminatorTold: false` the generator alone. Samples are asked for by their number (each kind in turn) or, for classes, by `{ labels }`.
 * - A discriminator may have several heads (`withHeads`). The loss, penalties and `logitTerms` are of its `logits`; `terms` are of all heads, of
 *   conditions and latents, in the loss of either network: AC-GAN's classes, InfoGAN's codes.
 * - With `pretraining` the discriminator first learns alone from reals, a phase of its own.
 *
 * Everything is the system's now: `dispose` frees networks, optimizers and parts. Checkpoints have the networks, and in `state` all that
 * lives from round to round. Sampling is inference.
 *
 * @throws GanError where an option is out of range, an optimizer does not fit its network, or the generator makes no images; `step` where
 * images have another size than the generator's.
 * @see Goodfellow et al. 2014, "Generative Adversarial Networks", algorithm 1, https://arxiv.org/abs/1406.2661
 * @example
 * const game = adversarial({ generator, discriminator, latentSize: 64, loss: hinge(), penalties: [r1({ gamma: 1, every: 16 })],
 *   optimizers: { generator: adam([generator], { beta1: 0 }), discriminator: lazyAdam([discriminator], { every: 16, beta1: 0 }) } });
 * const images = game.sample(4, { random: randomStream(1) });
 */
export function adversarial<Batch extends ImageBatch, Asked, Discriminator extends OfImages | OfConditions>(
  options: ConditionalOptions<Batch, Asked, Discriminator>,
): AdversarialSystem<Batch, number | Asked, Tensor[], Discriminator>;
export function adversarial<Discriminator extends OfImages>(
  options: AdversarialOptions<Discriminator>,
): AdversarialSystem<ImageBatch, number, Tensor, Discriminator>;
export function adversarial(
  options: AdversarialOptions<OfImages> | ConditionalOptions<ImageBatch, unknown, OfImages | OfConditions>,
): AdversarialSystem<ImageBatch, unknown, Tensor | Tensor[], Network<Tensor | Tensor[], Judgement>> {
  const words = { name: 'adversarial', latents: 'normal', fakeConditions: 'drawn', discriminatorTold: true } as const;
  const numbers = { discriminatorSteps: 1, generatorSteps: 1, generatorBatches: 1 };
  const game: Game = { ...words, ...numbers, penalties: [], logitTerms: {}, terms: {}, ...options };
  const { name, generator, discriminator, optimizers, augment, generatorSteps, condition, pretraining } = game;
  const updates = updateCount(game);
  const { config = describeGame(game) } = options;
  const size = checkGame(game);
  const adaptive = augment && 'adjust' in augment ? augment : undefined;

  const checkImages = ({ shape }: Tensor): void =>
    check(shape.slice(1).join() === size.join(), () => {
      return `${name}: images must be [N, ${size.join(', ')}]. Got [${shape.join(', ')}]. Resize them, or build the networks for their size.`;
    });
  const realsOf = (batch: ImageBatch): Reals => {
    const { images: real } = batch;
    checkImages(real);
    return condition ? { real, realCondition: condition.of(batch) } : { real };
  };

  return {
    name,
    config,
    networks: { generator, discriminator },
    state: { ...optimizers, ...statefulParts(game) },
    phases: [...(pretraining ? [{ name: 'pretrain', images: pretraining.images }] : []), { name: 'train' }],
    latents: latentSpaceOf(game),
    ...(condition && game.discriminatorTold && { score: null }),

    async step(context) {
      let reals = realsOf(await context.next());
      if (context.phase.name === 'pretrain') return { discriminator: pretrainingUpdate(game, context, reals) };
      let ofDiscriminator: LossTerms = {};
      const [steps, before] = [updates.in(context.step), updates.before(context.step)];
      for (let update = 0; update < steps; update++) {
        if (update > 0) reals = realsOf(await context.next());
        ofDiscriminator = latest(ofDiscriminator, discriminatorUpdate(game, context, reals, before + update));
      }
      let ofGenerator: LossTerms = {};
      for (let update = 0; update < generatorSteps; update++) ofGenerator = latest(ofGenerator, generatorUpdate(game, context, reals));
      await adaptive?.adjust();
      return { discriminator: ofDiscriminator, generator: ofGenerator };
    },

    sample(request, { random }) {
      if (!condition) checkInteger(name, 'the number of samples', request as number, 1);
      return tf.tidy(() => {
        const asked = condition?.asked(request);
        const latents = drawLatents(game, asked ? asked.shape[0] : (request as number), random);
        return makeFakes(game, { latents, ...(asked && { condition: asked }) }, { training: false, random });
      });
    },

    dispose() {
      const { loss, penalties, logitTerms, terms, latents } = game;
      const parts = new Set<object>([
        generator,
        discriminator,
        ...Object.values(optimizers),
        loss,
        ...penalties,
        ...Object.values({ ...logitTerms, ...terms }),
        ...[adaptive, condition, latents].filter((part) => typeof part === 'object'),
      ]);
      for (const part of parts as Set<{ dispose?(): void }>) part.dispose?.();
    },
  };
}

/** The terms of a round: of each name the last; those that are replaced are freed. */
function latest(before: LossTerms, terms: LossTerms): LossTerms {
  for (const [name, term] of Object.entries(before)) if (name in terms) term.dispose();
  return { ...before, ...terms };
}
