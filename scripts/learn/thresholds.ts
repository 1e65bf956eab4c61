/** What each figure is, by name. */
export type Figures = Readonly<Record<string, number>>;

/** The runs that every row has: as the preset has it; none; with the generator's learning rates at 0. */
export const arms = ['trained', 'untrained', 'still'] as const;
type Arm = (typeof arms)[number];

/** The figures of each run: those that every row has, and those that a row has beside them. */
export type ArmFigures = Readonly<Record<Arm, Figures>> & Readonly<Record<string, Figures>>;

/** By what the same figure is of another run of the row: `times` it (default 1), and `plus` so much (default 0). */
export interface Relative {
  /** 'untrained', 'still', or one of those that the row has beside. */
  readonly arm: string;
  readonly times?: number;
  readonly plus?: number;
}

/** What a figure must reach: a number, or one by what it is in another run. */
export type Threshold =
  { readonly figure: string; readonly atLeast: number | Relative } | { readonly figure: string; readonly atMost: number | Relative };

/** What a threshold asks for, and which way its figure gets better. */
export function askedOf(threshold: Threshold): { readonly better: 'higher' | 'lower'; readonly asked: number | Relative } {
  return 'atLeast' in threshold ? { better: 'higher', asked: threshold.atLeast } : { better: 'lower', asked: threshold.atMost };
}

/** `score ≥ 8`, `frechet ≤ 0.05 × untrained`, `agreement ≥ plain + 0.1`. */
export function thresholdText(threshold: Threshold): string {
  const { better, asked } = askedOf(threshold);
  return `${threshold.figure} ${better === 'higher' ? '≥' : '≤'} ${typeof asked === 'number' ? asked : relativeText(asked)}`;
}

const relativeText = ({ arm, times = 1, plus = 0 }: Relative): string => {
  const part = times === 1 ? arm : `${Number(times.toPrecision(3))} × ${arm}`;
  if (plus === 0) return part;
  return `${part} ${plus > 0 ? '+' : '-'} ${Math.abs(plus)}`;
};

/** Whether a run reaches a threshold; no figure that is missing or no number does, nor one that is compared with such. */
export function reaches(threshold: Threshold, arm: string, figures: Readonly<Record<string, Figures>>): boolean {
  const figureOf = (run: string): number => figures[run]?.[threshold.figure] ?? NaN;
  const { better, asked } = askedOf(threshold);
  const bound = typeof asked === 'number' ? asked : (asked.times ?? 1) * figureOf(asked.arm) + (asked.plus ?? 0);
  return better === 'higher' ? figureOf(arm) >= bound : figureOf(arm) <= bound;
}

/**
 * What is wrong with the figures of a row, in words; empty: it has passed. The trained system reaches every threshold, and each threshold keeps the
 * untrained one and the one that stood still out: what an untrained generator reaches would prove nothing. That holds for a threshold by another run
 * too, which is a number once that run is measured: to be far above a counterpart that failed would prove as little. Runs beside are there to compare
 * with; they may be good or bad.
 */
export function complaints(thresholds: readonly Threshold[], figures: ArmFigures): readonly string[] {
  const odd = Object.entries(figures.trained).filter(([, value]) => !Number.isFinite(value));
  const wrong = thresholds.flatMap((threshold) =>
    arms.flatMap((arm) => {
      const text = `${arm}: ${threshold.figure} is ${figures[arm][threshold.figure]}`;
      const reached = reaches(threshold, arm, figures);
      if (arm === 'trained') return reached ? [] : [`${text}, expected ${thresholdText(threshold)}${otherText(threshold, figures)}`];
      return reached ? [`${text}, which reaches ${thresholdText(threshold)} too: that proves nothing`] : [];
    }),
  );
  return [...odd.map(([name, value]) => `trained: ${name} is ${value}, expected a finite number`), ...wrong];
}

/** What the other run has, where a threshold goes by one. */
const otherText = (threshold: Threshold, figures: ArmFigures): string => {
  const { asked } = askedOf(threshold);
  return typeof asked === 'number' ? '' : `, where ${asked.arm} has ${figures[asked.arm]?.[threshold.figure]}`;
};
