import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { check, type Network, type RandomStream } from '@ganblocks/core';
import type { Kwargs } from '../layer/callArgs';

/** What a call carries while moving averages are estimated anew: how much of itself an average keeps at its next update. */
interface Standing {
  momentumOf(average: object): number;
}

interface Counted extends Standing {
  readonly averages: number;
}

/** (k - 1)/k at an average's k-th update, which makes it the plain average of all; a layer that is used twice counts twice. */
function plainAverage(): Counted {
  const updates = new Map<object, number>();
  return {
    momentumOf(average) {
      const before = updates.get(average) ?? 0;
      updates.set(average, before + 1);
      return before / (before + 1);
    },
    get averages() {
      return updates.size;
    },
  };
}

/** The estimation that a call belongs to. */
export const standingOf = (kwargs: Kwargs | undefined): Standing | undefined => kwargs?.['standing'] as Standing | undefined;

export interface StandingStatisticsArgs {
  /** n. Default 16. */
  readonly passes?: number;
  /** For layers that draw, such as noise. */
  readonly random?: RandomStream;
}

/**
 * Standing statistics: the moving averages of all batch normalizations estimated anew, as the plain average over n passes,
 * μ = (μ₁ + … + μₙ)/n and σ² = (σ₁² + … + σₙ²)/n. Each pass normalises by its own batch, as in training.
 *
 * The averages of training lag behind the weights, or belong to others: call it before sampling with averaged weights (inside
 * `ema.during`, which puts the old ones back), or with latents of another distribution, such as truncated ones. Nothing else moves, the
 * vectors of spectral normalization neither. Frees what a pass makes, the inputs too.
 *
 * @param inputs Makes a batch of fresh inputs, of the distribution that will be sampled from; the larger the better.
 * @throws GanError unless n is a positive integer and the network has moving averages.
 * @see Brock, Donahue & Simonyan 2019, "Large Scale GAN Training" (BigGAN), https://arxiv.org/abs/1809.11096
 * @example
 * const random = randomStream(7);
 * standingStatistics(generator, () => random.normal([32, 64]), { passes: 4 });
 * const pictures = generator.apply(latents, { training: false });
 */
export function standingStatistics<In extends Tensor | Tensor[]>(
  network: Pick<Network<In, Tensor | Tensor[]>, 'name' | 'apply'>,
  inputs: () => In,
  { passes = 16, random }: StandingStatisticsArgs = {},
): void {
  check(Number.isInteger(passes) && passes >= 1, () => `standingStatistics: passes must be a positive integer. Got ${passes}.`);
  const standing = plainAverage();
  const call = { training: true, updateStatistics: false, standing, ...(random ? { random } : {}) };
  for (let pass = 0; pass < passes; pass++) {
    tf.tidy(() => void network.apply(inputs(), call));
    check(standing.averages > 0, () => {
      return `standingStatistics: '${network.name}' must have moving averages. Got none. Only batch normalizations keep them; other networks need no call.`;
    });
  }
}
