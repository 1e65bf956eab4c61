import { join } from 'node:path';
import type { JsonValue } from '@ganblocks/core';
import { curve, type Curve, type CurvePoint } from './curve';
import { eachJsonLine, isObject } from './jsonLines';

/** A chart of the report: curves over the images shown. */
interface Chart {
  readonly title: string;
  /** What the chart shows, a line under its title. */
  readonly about: string;
  readonly curves: readonly { readonly name: string; readonly points: readonly CurvePoint[] }[];
}

/** What the logs of a run say. */
export interface RunCurves {
  readonly charts: readonly Chart[];
  /** Where the log ends; absent where it holds no step. */
  readonly latest?: { readonly step: number; readonly images: number; readonly seconds: number };
  /** The best value of each figure. */
  readonly best: readonly { readonly name: string; readonly value: number; readonly images: number }[];
}

/** Reads `log.jsonl` and `metrics.jsonl` line by line. */
export async function runCurves(folder: string): Promise<RunCurves> {
  const [losses, norms, figures] = [curveSet(), curveSet(), curveSet()];
  const clock = curve(SPEED_POINTS);
  let latest: RunCurves['latest'];
  await eachJsonLine(join(folder, 'log.jsonl'), (line) => {
    const { step, images, seconds } = line;
    if (typeof step !== 'number' || typeof images !== 'number') return;
    for (const [group, terms] of entries(line['losses'])) {
      for (const [term, loss] of entries(terms)) losses.add(images, `${group}/${term}`, loss);
    }
    for (const [name, norm] of entries(line['gradientNorms'])) norms.add(images, name, norm);
    latest = { step, images, seconds: typeof seconds === 'number' ? seconds : 0 };
    clock.add(images, latest.seconds);
  });
  const best = new Map<string, { name: string; value: number; images: number }>();
  await eachJsonLine(join(folder, 'metrics.jsonl'), ({ images, figures: values, best: names }) => {
    if (typeof images !== 'number') return;
    for (const [name, value] of entries(values)) {
      if (typeof value !== 'number') continue;
      figures.add(images, name, value);
      if (Array.isArray(names) && names.includes(name)) best.set(name, { name, value, images });
    }
  });
  const charts = [
    ...figures.curves().map((figure) => ({ title: figure.name, about: 'Measured by an evaluation.', curves: [figure] })),
    {
      title: 'Losses',
      about: 'Each term of each network. The pale band reaches from the lowest to the highest step.',
      curves: losses.curves(),
    },
    { title: 'Gradient norms', about: "The norm of each optimizer's gradient.", curves: norms.curves() },
    {
      title: 'Speed',
      about: 'Images a second, evaluations, sheets and checkpoints included.',
      curves: [{ name: 'images/s', points: speed(clock.points()) }],
    },
  ].filter(({ curves }) => curves.some(({ points }) => points.length > 0));
  return { charts, best: [...best.values()], ...(latest ? { latest } : {}) };
}

/** Few enough that a checkpoint now and then does not make it jump. */
const SPEED_POINTS = 100;

/** Curves by name, in the order of first appearance. */
function curveSet(): { add(images: number, name: string, value: JsonValue): void; curves(): { name: string; points: CurvePoint[] }[] } {
  const curves = new Map<string, Curve>();
  return {
    add(images, name, value) {
      if (typeof value !== 'number') return;
      let known = curves.get(name);
      if (!known) curves.set(name, (known = curve()));
      known.add(images, value);
    },
    curves: () => [...curves].map(([name, known]) => ({ name, points: known.points() })),
  };
}

const entries = (value: JsonValue | undefined): (readonly [string, JsonValue])[] =>
  isObject(value) ? Object.entries<JsonValue>(value) : [];

/** Images a second between the ends of two stretches. */
function speed(clock: readonly CurvePoint[]): CurvePoint[] {
  return clock.slice(1).flatMap(([images, , , seconds], index) => {
    const [imagesBefore, , , secondsBefore] = clock[index]!;
    if (seconds <= secondsBefore || images <= imagesBefore) return [];
    const rate = (images - imagesBefore) / (seconds - secondsBefore);
    return [[images, rate, rate, rate] as const];
  });
}
