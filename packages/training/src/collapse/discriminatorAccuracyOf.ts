import { GanError, randomStream, type GanSystem, type RandomStream } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { discriminatorLogits, scoreOf, type Score } from './discriminatorLogits';
import { pairAccuracy } from './pairAccuracy';
import type { RealImages } from './realImages';

/** Images `[count, H, W, C]` of the live generator. Called inside a tidy. */
export type Fakes = (count: number, random: RandomStream) => Tensor4D;

export interface Judgement {
  readonly system: GanSystem<never, unknown>;
  readonly count: number;
  readonly reals: RealImages;
  /** Default: the system's network `discriminator`; `null`: none. */
  readonly score?: Score | null | undefined;
  /** Default: `system.sample(count)`. */
  readonly fakes?: Fakes | undefined;
  readonly seed: number;
}

/**
 * The share of pairs of a real image and a fake that the discriminator ranks right, from the same latents at each call; undefined where there is no
 * discriminator to ask. The fakes are the live generator's, which is the one it plays against: averaged weights lag behind, and are easy to tell at first.
 */
export async function discriminatorAccuracyOf({ system, count, reals, score, fakes, seed }: Judgement): Promise<number | undefined> {
  const judge = score === null ? undefined : (score ?? scoreOf(system));
  if (!judge) return undefined;
  const random = randomStream(seed);
  const fake = tf.tidy(() => (fakes ?? fakesOf(system))(count, random.split('fakes')));
  try {
    const real = await reals.like(fake);
    try {
      const ofReals = await discriminatorLogits(judge, real, random.split('discriminator'));
      return pairAccuracy(ofReals, await discriminatorLogits(judge, fake, random.split('discriminator')));
    } finally {
      real.dispose();
    }
  } finally {
    fake.dispose();
  }
}

const fakesOf =
  (system: GanSystem<never, unknown>): Fakes =>
  (count, random) => {
    try {
      return system.sample(count, { random });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new GanError(
        `collapse: '${system.name}' must sample by a count. Got: ${reason} Pass 'fakes', a function of a count to images, or score: null to leave the discriminator out.`,
      );
    }
  };
