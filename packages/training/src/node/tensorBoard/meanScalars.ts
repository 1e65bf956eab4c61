/** Gathers scalars of many steps and gives their means. */
export interface MeanScalars {
  add(scalars: Iterable<readonly [tag: string, value: number]>): void;
  /** The mean of each tag since the last call, and forgets them. */
  take(): (readonly [tag: string, mean: number])[];
}

export function meanScalars(): MeanScalars {
  const sums = new Map<string, { sum: number; count: number }>();
  return {
    add(scalars) {
      for (const [tag, value] of scalars) {
        const so = sums.get(tag) ?? { sum: 0, count: 0 };
        sums.set(tag, { sum: so.sum + value, count: so.count + 1 });
      }
    },
    take() {
      const means = [...sums].map(([tag, { sum, count }]) => [tag, sum / count] as const);
      sums.clear();
      return means;
    },
  };
}
