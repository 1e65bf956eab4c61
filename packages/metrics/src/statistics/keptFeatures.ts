import type { Matrix } from '../linear/matrix';

export interface KeptFeatures {
  add(features: Float32Array | Float64Array): void;
  /** The samples less their mean over sqrt(N - 1), or `undefined` where more than d samples were added. */
  factor(mean: Float64Array): Matrix | undefined;
}

/** Keeps up to `dimension` samples and lets go of all of them when more arrive: a covariance of full rank needs no samples. */
export const keptFeatures = (dimension: number): KeptFeatures => {
  let batches: Float64Array[] = [];
  let rows = 0;
  return {
    add(features) {
      rows += features.length / dimension;
      if (rows > dimension) batches = [];
      else batches.push(Float64Array.from(features));
    },
    factor(mean) {
      if (rows > dimension || rows < 2) return undefined;
      const data = new Float64Array(rows * dimension);
      const scale = 1 / Math.sqrt(rows - 1);
      let at = 0;
      for (const batch of batches) {
        for (let i = 0; i < batch.length; i++, at++) data[at] = scale * (batch[i]! - mean[i % dimension]!);
      }
      return { rows, columns: dimension, data };
    },
  };
};
