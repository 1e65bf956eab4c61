import type { Tensor4D } from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import { dense, type Part, relu, reshape } from '@ganblocks/layers';
import { type Kind, planeCritic } from './critics';
import { type GameName, play } from './play';
import { type Coverage, coverageOf, ring } from './ring';

const WEIGHTS: Readonly<Record<GameName, number>> = { 'WGAN-GP': 1, R1: 1 };
const ROUNDS = 1500;

const generator = (): readonly Part[] => [
  ...[dense({ units: 64 }), relu(), dense({ units: 64 }), relu()],
  ...[dense({ units: 2 }), reshape({ shape: [1, 1, 2] })],
];

export interface PlaneResult extends Coverage {
  readonly seconds: number;
  /** `[2000, 1, 1, 2]` */
  readonly points: Tensor4D;
}

/** Trains on the ring under a game's penalty; `rounds: 0` is the untrained generator. The caller disposes the points. */
export async function plane(kind: Kind, game: GameName, rounds = ROUNDS): Promise<PlaneResult> {
  const began = performance.now();
  const system = await play({
    ...{ game, weight: WEIGHTS[game], generator: generator(), critic: planeCritic(kind), imageShape: [1, 1, 2] },
    ...{ latentSize: 4, learningRate: 1e-3, data: ring, batchSize: 128, rounds },
  });
  const seconds = (performance.now() - began) / 1000;
  const points = system.sample(2000, { random: randomStream(5) });
  system.dispose();
  return { ...(await coverageOf(points)), seconds, points };
}
