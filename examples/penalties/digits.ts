import type { Tensor4D } from '@tensorflow/tfjs-core';
import { randomStream } from '@ganblocks/core';
import { mnist } from '@ganblocks/data/node';
import { batchNorm, conv2dTranspose, dense, type Part, relu, reshape, tanh } from '@ganblocks/layers';
import { digitScore } from '@ganblocks/metrics';
import { bundledDigitClassifier } from '@ganblocks/metrics/node';
import { digitCritic, type Kind } from './critics';
import { type GameName, play } from './play';

const WEIGHTS: Readonly<Record<GameName, number>> = { 'WGAN-GP': 10, R1: 10 };
const ROUNDS: Readonly<Record<GameName, number>> = { 'WGAN-GP': 250, R1: 500 };
const SAMPLES = 1000;

const up = (channels: number): Part => conv2dTranspose({ channels, kernelSize: 4, stride: 2, padding: 1, useBias: false });
const generator = (): readonly Part[] => [
  ...[dense({ units: 7 * 7 * 32, useBias: false }), batchNorm(), relu(), reshape({ shape: [7, 7, 32] })],
  ...[up(16), batchNorm(), relu(), up(1), tanh()],
];

export interface DigitResult {
  /** 1 (all alike, or no digits) to 10, of 1,000 samples. */
  readonly score: number;
  readonly seconds: number;
  /** `[1000, 28, 28, 1]` */
  readonly images: Tensor4D;
}

/** Trains on MNIST under a game's penalty; `rounds: 0` is the untrained generator. The caller disposes the images. */
export async function digits(kind: Kind, game: GameName, rounds = ROUNDS[game]): Promise<DigitResult> {
  const began = performance.now();
  const system = await play({
    ...{ game, weight: WEIGHTS[game], generator: generator(), critic: digitCritic(kind), imageShape: [28, 28, 1] },
    ...{ latentSize: 16, learningRate: 1e-3, data: mnist(), batchSize: 32, rounds },
  });
  const seconds = (performance.now() - began) / 1000;
  const images = system.sample(SAMPLES, { random: randomStream(5) });
  system.dispose();
  const classifier = await bundledDigitClassifier();
  const evaluation = digitScore({ classifier });
  await evaluation.addFake(images);
  classifier.dispose();
  return { score: evaluation.result().score, seconds, images };
}
