import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import {
  type CallArgs,
  type ImageBatch,
  type LossTerms,
  minimizeOver,
  type Network,
  type Optimizer,
  type StepContext,
  stopGradient,
} from '@ganblocks/core';
import { nonSaturating } from '@ganblocks/losses';
import type { BiganConfig } from './config';
import { latentRegression } from './regression';

type Context = StepContext<ImageBatch>;

/** The networks and optimizers that play, and by which rules. */
interface BiganGame {
  readonly settings: BiganConfig;
  readonly generator: Network;
  /** Images → [a, features]. */
  readonly encoder: Network<Tensor, Tensor[]>;
  readonly discriminator: Network<Tensor | Tensor[]>;
  readonly optimizers: Readonly<Record<'discriminator' | 'generatorEncoder', Optimizer>>;
}

/** A batch as both updates see it: what is real, what latents were drawn, and what the networks make of each. */
type Round = Readonly<Record<'real' | 'code' | 'fake' | 'latents', Tensor>>;

const loss = nonSaturating();

/** E(x) = 2σ(a) - 1 = tanh(a / 2), in the latents' range. */
export const codeOf = (a: Tensor): Tensor => tf.tanh(tf.mul(a, 0.5));

/** `[count, latentSize]`, uniform in [-1, 1). The caller disposes. */
export const drawLatents = ({ settings }: Pick<BiganGame, 'settings'>, count: number, random: Context['random']): Tensor =>
  random.uniform([count, settings.latentSize], { low: -1, high: 1 });

/** What the discriminator of a round learns from; running averages follow this pass alone. The caller disposes, `real` too. */
export function drawRound(game: BiganGame, { random }: Context, { images }: ImageBatch): Round {
  return tf.tidy(() => {
    const call: CallArgs = { training: true, random };
    const latents = drawLatents(game, images.shape[0], random);
    const [a] = game.encoder.apply(images, call);
    return { real: tf.clone(images), code: codeOf(a!), fake: game.generator.apply(latents, call), latents };
  });
}

/** D(x, z), or D(x) beside a latent regressor. */
function judge(
  { settings, discriminator }: BiganGame,
  context: Context,
  images: Tensor,
  latents: Tensor,
  updateStatistics: boolean,
): Tensor {
  const seen = context.augment?.(images as Tensor4D) ?? images;
  const call = { training: true, random: context.random, updateStatistics };
  return discriminator.apply(settings.mode === 'bigan' ? [seen, latents] : seen, call);
}

/** One update of the discriminator: (x, E(x)) are real, (G(z), z) are not; half the sum of the two terms. The caller disposes the terms. */
export const discriminatorUpdate = (game: BiganGame, context: Context, round: Round): LossTerms =>
  minimizeOver(game.optimizers.discriminator, context, round, ({ real, code, fake, latents }) => {
    const [ofReals, ofFakes] = [judge(game, context, real, code, true), judge(game, context, fake, latents, true)];
    return { adversarial: tf.mul(loss.discriminator(ofReals, ofFakes), 0.5) };
  });

/** One update of generator and encoder together, from the same reals and latents. The caller disposes the terms. */
export const generatorEncoderUpdate = (game: BiganGame, context: Context, { real, latents }: Round): LossTerms =>
  minimizeOver(game.optimizers.generatorEncoder, context, { real, latents }, (part) =>
    game.settings.mode === 'bigan' ? pairTerms(game, context, part) : regressorTerms(game, context, part),
  );

type Part = Pick<Round, 'real' | 'latents'>;
const still = ({ random }: Context): CallArgs => ({ training: true, random, updateStatistics: false });

/** The labels the other way round: (x, E(x)) are to be taken for fake, (G(z), z) for real. */
function pairTerms(game: BiganGame, context: Context, { real, latents }: Part): LossTerms {
  const [a] = game.encoder.apply(real, still(context));
  const ofReals = judge(game, context, real, codeOf(a!), false);
  const ofFakes = judge(game, context, game.generator.apply(latents, still(context)), latents, false);
  return { adversarial: tf.mul(loss.discriminator(ofFakes, ofReals), 0.5) };
}

/** The generator's own loss, and the encoder's: z of G(z). Only the joint regressor's reaches the generator. */
function regressorTerms(game: BiganGame, context: Context, { latents }: Part): LossTerms {
  const { mode, regressionWeight, normalizeRegression } = game.settings;
  const joint = mode === 'jointLatentRegressor';
  const fake = game.generator.apply(latents, still(context));
  const [a] = game.encoder.apply(joint ? fake : stopGradient(fake), still(context));
  const regression = latentRegression(a!, latents, normalizeRegression);
  return {
    adversarial: loss.generator(judge(game, context, fake, latents, false)),
    regression: joint ? tf.mul(regression, regressionWeight) : regression,
  };
}
