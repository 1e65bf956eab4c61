import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { type LossTerms, minimizeOver, type Network, type Optimizer, type StepContext } from '@ganblocks/core';
import { drawLatents } from '../adversarial/drawLatents';
import type { Judged, SganLosses } from './losses';

type Context = StepContext<unknown>;

/** What the updates play with. */
export interface SganGame {
  readonly generator: Network;
  /** Images → [logits, features]. */
  readonly classifier: Network<Tensor, Tensor[]>;
  readonly optimizers: { readonly generator: Optimizer; readonly classifier: Optimizer };
  readonly losses: SganLosses;
  readonly latents: 'uniform';
  readonly latentSize: number;
  /** Whether several batches are judged in one call: where none of them changes what is said of another. */
  readonly joined: boolean;
}

const fakesOf = ({ generator }: SganGame, latents: Tensor, { random }: Context): Tensor4D =>
  generator.apply(latents, { training: true, random }) as Tensor4D;

/**
 * What the classifier says of each of these batches. Where batches are judged apart, only `moving` moves its running averages: as a classifier it
 * will see real images alone.
 */
function judge(
  { classifier, joined }: SganGame,
  batches: readonly Tensor4D[],
  { random, augment }: Context,
  moving?: Tensor4D,
): readonly Judged[] {
  const ask = (images: Tensor4D, updateStatistics = true): readonly Tensor2D[] =>
    classifier.apply(images, { training: true, random, updateStatistics }) as Tensor2D[];
  const seen = batches.map((images) => augment?.(images) ?? images);
  if (!joined) {
    return seen.map((images, i) => {
      const [logits, features] = ask(images, batches[i] === moving);
      return { logits: logits!, features: features! };
    });
  }
  const sizes = seen.map(({ shape }) => shape[0]);
  const [logits, features] = ask(tf.concat(seen)).map((answers) => tf.split<Tensor2D>(answers, sizes));
  return sizes.map((_, i) => ({ logits: logits![i]!, features: features![i]! }));
}

interface Labelled {
  readonly images: Tensor4D;
  readonly labels: Tensor1D;
}

/** One update of the classifier: by labelled images, by unlabelled ones and by as many fakes. The caller disposes the terms. */
export function classifierUpdate(game: SganGame, context: Context, unlabelled: Tensor4D, { images, labels }: Labelled): LossTerms {
  const { optimizers, losses } = game;
  return tf.tidy(() => {
    const fake = fakesOf(game, drawLatents(game, unlabelled.shape[0], context.random), context);
    return minimizeOver(optimizers.classifier, context, { images, labels, unlabelled, fake }, (part) => {
      const [known, real, made] = judge(game, [part.images, part.unlabelled, part.fake], context, part.unlabelled);
      return { labelled: losses.labelled(known!, part.labels), unlabelled: losses.unlabelled(real!, made!) };
    });
  });
}

/** One update of the classifier by labelled images alone. The caller disposes the terms. */
export function supervisedUpdate(game: SganGame, context: Context, { images, labels }: Labelled): LossTerms {
  const { optimizers, losses } = game;
  return minimizeOver(optimizers.classifier, context, { images, labels }, (part) => {
    const [known] = judge(game, [part.images], context, part.images);
    return { labelled: losses.labelled(known!, part.labels) };
  });
}

/** One update of the generator, from fresh fakes; `real` are images whose features it matches. The caller disposes the terms. */
export function generatorUpdate(game: SganGame, context: Context, count: number, real?: Tensor4D): LossTerms {
  const { optimizers, losses } = game;
  return tf.tidy(() => {
    const latents = drawLatents(game, count, context.random);
    const batch: { readonly latents: Tensor; readonly real?: Tensor4D } & Readonly<Record<string, Tensor>> = {
      latents,
      ...(real && { real }),
    };
    return minimizeOver(optimizers.generator, context, batch, (part) => {
      const fake = fakesOf(game, part.latents, context);
      // Apart: nothing is differentiated by what is said of the reals.
      const [made] = judge(game, [fake], context);
      const [matched] = part.real ? judge(game, [part.real], context) : [];
      return { adversarial: losses.generator(made!, matched) };
    });
  });
}
