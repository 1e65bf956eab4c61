/** What each figure is, by name. */
export type Figures = Readonly<Record<string, number>>;

/** The runs of a row: as the preset has it; none; with the generator's learning rates at 0. */
export const arms = ['trained', 'untrained', 'still'] as const;
export type Arm = (typeof arms)[number];

/** What a figure must reach: a number, or a multiple of what it is untrained. */
export type Threshold =
  | { readonly figure: string; readonly atLeast: number }
  | { readonly figure: string; readonly atMost: number }
  | { readonly figure: string; readonly atLeastTimesUntrained: number }
  | { readonly figure: string; readonly atMostTimesUntrained: number };

/** `score ≥ 8`, `frechet ≤ 0.05 × untrained`. */
export function thresholdText(threshold: Threshold): string {
  if ('atLeast' in threshold) return `${threshold.figure} ≥ ${threshold.atLeast}`;
  if ('atMost' in threshold) return `${threshold.figure} ≤ ${threshold.atMost}`;
  if ('atLeastTimesUntrained' in threshold) return `${threshold.figure} ≥ ${threshold.atLeastTimesUntrained} × untrained`;
  return `${threshold.figure} ≤ ${threshold.atMostTimesUntrained} × untrained`;
}

/** Whether figures reach a threshold; one that is missing or no number does not. */
export function reaches(threshold: Threshold, figures: Figures, untrained: Figures): boolean {
  const value = figures[threshold.figure] ?? NaN;
  const before = untrained[threshold.figure] ?? NaN;
  if ('atLeast' in threshold) return value >= threshold.atLeast;
  if ('atMost' in threshold) return value <= threshold.atMost;
  if ('atLeastTimesUntrained' in threshold) return value >= threshold.atLeastTimesUntrained * before;
  return value <= threshold.atMostTimesUntrained * before;
}

/**
 * What is wrong with the figures of a row, in words; empty: it has passed. The trained system reaches every threshold, and each threshold keeps the
 * two others out: one that an untrained generator reaches would prove nothing.
 */
export function complaints(thresholds: readonly Threshold[], figures: Readonly<Record<Arm, Figures>>): readonly string[] {
  const odd = Object.entries(figures.trained).filter(([, value]) => !Number.isFinite(value));
  const wrong = thresholds.flatMap((threshold) =>
    arms.flatMap((arm) => {
      const text = `${arm}: ${threshold.figure} is ${figures[arm][threshold.figure]}`;
      const reached = reaches(threshold, figures[arm], figures.untrained);
      if (arm === 'trained') return reached ? [] : [`${text}, expected ${thresholdText(threshold)}`];
      return reached ? [`${text}, which reaches ${thresholdText(threshold)} too: that proves nothing`] : [];
    }),
  );
  return [...odd.map(([name, value]) => `trained: ${name} is ${value}, expected a finite number`), ...wrong];
}
