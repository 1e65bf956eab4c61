import { check, type JsonObject, type JsonValue } from '@ganblocks/core';
import type { FigureResult, Figures, Moment, TrainingSummary } from './observer';

/** Something that is measured of a run: a distance, a score. */
export interface Figure {
  /** With `moment.sample` or `moment.system`; `moment.ema?.during(…)` lends the averaged weights. */
  measure(moment: Moment): Promise<number> | number;
  readonly better: 'lower' | 'higher';
}

export interface EvaluationSettings {
  /** Images of training between two evaluations; the last one is at the end of the run. */
  readonly every: number;
  /** By the name that logs and reports have of it: `{ fid: { measure, better: 'lower' } }`. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** Also before the first step of a new run. Default: false. */
  readonly atStart?: boolean;
  /** Ends the run when a figure has not become better for so many evaluations. Default: it never does. */
  readonly stopAfter?: { readonly figure: string; readonly evaluations: number };
}

/** Measures the figures of a run when they are due, and knows their best. */
export interface Evaluation {
  /** Whether to measure after a step that ends at these images. */
  isDue(before: number, imagesSeen: number, isLast: boolean): boolean;
  /** Measures all figures. `stop`: why the run should end. */
  measure(moment: Moment): Promise<{ readonly figures: Figures; readonly stop?: string }>;
  readonly best: TrainingSummary['best'];
  toJson(): JsonObject;
  restore(json: JsonObject): void;
}

/** Of one figure: its best value, when, and how many evaluations ago. */
interface Best {
  readonly value: number;
  readonly imagesSeen: number;
  readonly since: number;
}

/**
 * Opens the evaluation of a run.
 *
 * @throws GanError where an option does not fit; from `measure` where a figure is no finite number.
 */
export function evaluation(settings: EvaluationSettings | undefined): Evaluation {
  const { every = Infinity, figures = {}, stopAfter } = settings ?? {};
  checkSettings(settings);
  let best: Readonly<Record<string, Best>> = {};

  const note = (name: string, { better }: Figure, value: number, imagesSeen: number): FigureResult => {
    const before = best[name];
    const isBest = before === undefined || (better === 'lower' ? value < before.value : value > before.value);
    best = { ...best, [name]: isBest ? { value, imagesSeen, since: 0 } : { ...before, since: before.since + 1 } };
    return { value, isBest };
  };

  return {
    isDue: (before, imagesSeen, isLast) =>
      settings !== undefined && (isLast || Math.floor(imagesSeen / every) > Math.floor(before / every)),
    async measure(moment) {
      const results: Record<string, FigureResult> = {};
      for (const [name, figure] of Object.entries(figures)) {
        const value = await figure.measure(moment);
        check(Number.isFinite(value), () => `train: the figure '${name}' must be a finite number. Got ${value} in step ${moment.step}.`);
        results[name] = note(name, figure, value, moment.imagesSeen);
      }
      const waited = stopAfter && best[stopAfter.figure];
      if (!waited || waited.since < stopAfter.evaluations) return { figures: results };
      const { value, since } = waited;
      return {
        figures: results,
        stop: `${stopAfter.figure} has not become better than ${Number(value.toPrecision(4))} in ${since} evaluations`,
      };
    },
    get best() {
      return Object.fromEntries(Object.entries(best).map(([name, { value, imagesSeen }]) => [name, { value, imagesSeen }]));
    },
    toJson: () => best as unknown as JsonObject,
    restore(json) {
      const known = Object.entries(json).filter(([name, value]) => Object.hasOwn(figures, name) && isBest(value));
      best = Object.fromEntries(known) as unknown as Record<string, Best>;
    },
  };
}

function isBest(json: JsonValue): boolean {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  const { value, imagesSeen, since } = json as JsonObject;
  return [value, imagesSeen, since].every((number) => typeof number === 'number');
}

function checkSettings(settings: EvaluationSettings | undefined): void {
  if (!settings) return;
  const { every, figures, stopAfter } = settings;
  check(every > 0, () => `train: evaluate.every must be above 0. Got ${every}. Use how many images shall lie between two evaluations.`);
  const names = Object.keys(figures);
  check(names.length > 0, () => 'train: evaluate.figures must name a figure at least. Got none. Leave evaluate out, or add one.');
  for (const [name, { better }] of Object.entries(figures))
    check(
      ['lower', 'higher'].includes(better),
      () => `train: 'better' of the figure '${name}' must be 'lower' or 'higher'. Got '${better}'.`,
    );
  if (!stopAfter) return;
  check(
    Object.hasOwn(figures, stopAfter.figure),
    () => `train: evaluate.stopAfter must name a figure. Got '${stopAfter.figure}'. Choose from ${names.join(', ')}.`,
  );
  check(
    Number.isInteger(stopAfter.evaluations) && stopAfter.evaluations > 0,
    () => `train: evaluate.stopAfter.evaluations must be a whole number above 0. Got ${stopAfter.evaluations}. Use for example 5.`,
  );
}
