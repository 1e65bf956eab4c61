import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { LatentSpace } from '@ganblocks/core';
import type { Game } from './adversarialOptions';
import { drawLatents } from './drawLatents';

/** The generator's z, for tools that work on latent spaces. */
export const latentSpaceOf = (game: Pick<Game, 'generator' | 'latents' | 'latentSize'>): LatentSpace => ({
  name: 'z',
  size: game.latentSize,
  distribution: game.latents,
  draw: (count, random) => drawLatents(game, count, random) as Tensor2D,
  render: (latents, { random }) => tf.tidy(() => game.generator.apply(latents, { training: false, random }) as Tensor4D),
});
