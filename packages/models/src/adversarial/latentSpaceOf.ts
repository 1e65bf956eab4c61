import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LatentSpace } from '@ganblocks/core';
import type { Game } from './adversarialOptions';
import { drawLatents } from './drawLatents';
import { makeFakes } from './fakes';

/** The generator's z, for tools that work on latent spaces; where there is a condition, each kind in turn. */
export const latentSpaceOf = (game: Pick<Game, 'generator' | 'latents' | 'latentSize' | 'condition'>): LatentSpace => ({
  name: 'z',
  size: game.latentSize,
  distribution: typeof game.latents === 'object' ? 'mixed' : game.latents,
  draw: (count, random) => drawLatents(game, count, random) as Tensor2D,
  render: (latents, { random }) =>
    tf.tidy(() => {
      const condition = game.condition?.asked(latents.shape[0]);
      return makeFakes(game, { latents, ...(condition && { condition }) }, { training: false, random });
    }),
});
