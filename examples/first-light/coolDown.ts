import type { Optimizer } from '@ganblocks/core';
import type { Observer } from '@ganblocks/training';

/**
 * Lowers learning rates linearly from the point `from` of the run (0 to 1) to `to` times their start at its end: late steps then refine
 * instead of wandering, which counts in a run as short as this. The paper's rate is constant.
 */
export function coolDown(optimizers: readonly Optimizer[], { from, to }: { from: number; to: number }): Observer {
  const rates = optimizers.map(({ learningRate }) => learningRate);
  return {
    step({ imagesSeen, images }) {
      const done = Math.min(1, Math.max(0, (imagesSeen / images - from) / (1 - from)));
      optimizers.forEach((optimizer, i) => {
        optimizer.learningRate = (rates[i] ?? 0) * (1 - done * (1 - to));
      });
    },
  };
}
