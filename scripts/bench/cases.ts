import type { Dataset, GanSystem, ImageBatch } from '@ganblocks/core';
import { dcgan } from '@ganblocks/models';

/** A whole adversarial round at a fixed batch size: the networks and the work of the PyTorch yardstick of the same name. */
export interface BenchCase {
  readonly batchSize: number;
  /** [H, W, C] */
  readonly image: readonly [number, number, number];
  readonly system: () => GanSystem<ImageBatch>;
  /** Real images, read while steps run. Default: synthetic ones, drawn once. */
  readonly data?: () => Promise<Dataset<ImageBatch>>;
}

export const dcgan64: BenchCase = {
  batchSize: 16,
  image: [64, 64, 3],
  system: () => dcgan({ resolution: 64, imageChannels: 3, latentSize: 100, width: 64, useBias: true, seed: 0 }),
};

/** Those that run anywhere, in a page too. */
export const cases: Readonly<Record<string, BenchCase>> = {
  'dcgan-28': {
    batchSize: 64,
    image: [28, 28, 1],
    system: () => dcgan({ resolution: 28, imageChannels: 1, latentSize: 64, width: 64, useBias: true, seed: 0 }),
  },
  'dcgan-64': dcgan64,
};
