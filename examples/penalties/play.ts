import { adam, type Dataset, type ImageBatch } from '@ganblocks/core';
import { chain, network, type Part } from '@ganblocks/layers';
import { gradientPenalty, nonSaturating, r1, wasserstein } from '@ganblocks/losses';
import { adversarial, type AdversarialSystem } from '@ganblocks/models';
import { train } from '@ganblocks/training';

/** A loss and the penalty that belongs to it. */
const games = {
  'WGAN-GP': { loss: wasserstein, penalties: (weight: number) => [gradientPenalty({ weight })], discriminatorSteps: 3 },
  R1: { loss: nonSaturating, penalties: (gamma: number) => [r1({ gamma })], discriminatorSteps: 1 },
} as const;
export type GameName = keyof typeof games;

export interface PlayOptions {
  readonly game: GameName;
  /** λ or γ. */
  readonly weight: number;
  readonly generator: readonly Part[];
  readonly critic: readonly Part[];
  readonly imageShape: readonly number[];
  readonly latentSize: number;
  readonly learningRate: number;
  readonly data: Dataset<ImageBatch>;
  readonly batchSize: number;
  /** Rounds; 0: untrained. */
  readonly rounds: number;
  readonly seed?: number;
}

/** Builds a game and trains it. The caller disposes. */
export async function play({
  game,
  weight,
  latentSize,
  learningRate,
  data,
  batchSize,
  rounds,
  seed = 1,
  ...shape
}: PlayOptions): Promise<AdversarialSystem> {
  const { loss, penalties, discriminatorSteps } = games[game];
  const generator = network(chain({ shape: [latentSize], name: 'generator', seed }, ...shape.generator));
  const discriminator = network(chain({ shape: shape.imageShape, name: 'critic', seed }, ...shape.critic));
  const rates = { learningRate, beta1: 0, beta2: 0.9 };
  const system = adversarial({
    ...{ generator, discriminator, latentSize, loss: loss(), penalties: penalties(weight), discriminatorSteps },
    optimizers: { generator: adam([generator], rates), discriminator: adam([discriminator], rates) },
  });
  if (rounds > 0) await train(system, data, { images: rounds * batchSize, batchSize, seed, ema: null });
  return system;
}
