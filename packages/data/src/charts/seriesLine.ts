import { isDrawn } from './chartPoint';
import type { ChartPoint } from './chartPoint';

export interface LineStyle {
  readonly colour: string;
  readonly dash: string;
  readonly width: number;
  readonly opacity: number;
  /** A dot at every point. */
  readonly marks: boolean;
}

/** One line as SVG: a path with a break at each gap, and a dot at each point that stands alone between gaps, or at all. `place` gives a point's pixels. */
export function seriesLine(points: readonly ChartPoint[], place: (point: ChartPoint) => ChartPoint, style: LineStyle): string {
  const runs = runsOf(points).map((run) => run.map((point) => place(point).map((pixel) => pixel.toFixed(1))));
  const lines = runs.filter((run) => run.length > 1).map((run) => `M${run.map((pixels) => pixels.join(' ')).join('L')}`);
  const dots = runs
    .filter((run) => style.marks || run.length === 1)
    .flatMap((run) => run.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${style.width + 1}"/>`));
  const dashes = style.dash === '' ? '' : ` stroke-dasharray="${style.dash}"`;
  const stroke = `fill="none" stroke="${style.colour}" stroke-width="${style.width}" stroke-linejoin="round" stroke-linecap="round"${dashes}`;
  return [
    `<g opacity="${style.opacity}">`,
    ...(lines.length === 0 ? [] : [`<path d="${lines.join('')}" ${stroke}/>`]),
    ...(dots.length === 0 ? [] : [`<g fill="${style.colour}">${dots.join('')}</g>`]),
    '</g>',
  ].join('');
}

/** The drawn points in runs, split at the gaps. */
function runsOf(points: readonly ChartPoint[]): ChartPoint[][] {
  const runs: ChartPoint[][] = [[]];
  for (const point of points) {
    if (isDrawn(point)) runs.at(-1)?.push(point);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}
