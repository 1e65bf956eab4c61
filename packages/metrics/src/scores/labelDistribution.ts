const plogp = (p: number): number => (p > 0 ? p * Math.log(p) : 0);

/** Running sums over class probabilities p(y|x): what an inception score and the shares of the classes need. */
export interface LabelDistribution {
  readonly count: number;
  /** Adds probabilities `[n, classes]`, row by row. */
  add(probabilities: Float64Array): void;
  /** E_x KL(p(y|x) || p(y)) = H(p(y)) - E_x H(p(y|x)), in nats. */
  divergence(): number;
  /** p(y), the mean over the samples. */
  marginal(): Float64Array;
  /** Samples per most probable class. */
  predictions(): readonly number[];
}

/** An empty `LabelDistribution` over `classes` classes. */
export const labelDistribution = (classes: number): LabelDistribution => {
  const sums = new Float64Array(classes);
  const predictions = new Array<number>(classes).fill(0);
  let [count, sumOfPlogp] = [0, 0];
  const marginal = (): Float64Array => sums.map((sum) => sum / count);
  return {
    get count() {
      return count;
    },
    add(probabilities) {
      for (let start = 0; start < probabilities.length; start += classes, count++) {
        let best = 0;
        for (let c = 0; c < classes; c++) {
          const p = probabilities[start + c]!;
          if (p > probabilities[start + best]!) best = c;
          sums[c]! += p;
          sumOfPlogp += plogp(p);
        }
        predictions[best]! += 1;
      }
    },
    divergence: () => sumOfPlogp / count - marginal().reduce((sum, p) => sum + plogp(p), 0),
    marginal,
    predictions: () => [...predictions],
  };
};
