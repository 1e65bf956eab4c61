import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { CallArgs, RandomStream } from '@ganblocks/core';
import type { Game } from './adversarialOptions';
import { drawLatents } from './drawLatents';

/** What fakes are made of, in training or on request. */
export interface FakeSource {
  readonly latents: Tensor;
  /** Where the game has a condition: what they are made for. */
  readonly condition?: Tensor;
  /** What the discriminator is told of them. */
  readonly told?: Tensor;
}

/** What reals are, for the discriminator. */
export interface Reals {
  readonly real: Tensor4D;
  /** Where the game has a condition: theirs. */
  readonly realCondition?: Tensor;
}

/** What `count` fakes of an update are made of. */
export function drawFakes(game: Game, count: number, random: RandomStream, { realCondition }: Reals): FakeSource {
  const latents = drawLatents(game, count, random);
  if (!game.condition || !realCondition) return { latents };
  const condition = game.fakeConditions === 'batch' ? repeated(realCondition, count) : game.condition.draw(count, random, realCondition);
  if (!game.discriminatorTold) return { latents, condition };
  return { latents, condition, told: game.condition.told?.(condition, random, realCondition) ?? condition };
}

/** The first `count` rows of x over and over again. */
const repeated = (x: Tensor, count: number): Tensor =>
  tf.slice(tf.concat(Array.from({ length: Math.ceil(count / x.shape[0]) }, () => x)), [0], [count]);

/** G(z), or G(z, c). */
export const makeFakes = ({ generator }: Pick<Game, 'generator'>, { latents, condition }: FakeSource, call: CallArgs): Tensor4D =>
  generator.apply(condition ? [latents, condition] : latents, call) as Tensor4D;
