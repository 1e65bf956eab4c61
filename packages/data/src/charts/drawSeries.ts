import type { ChartPoint } from './chartPoint';
import { seriesStyle } from './chartStyle';
import { seriesLine } from './seriesLine';
import { smoothPoints } from './smoothPoints';
import { thinPoints } from './thinPoints';

/** Up to this many points each gets a dot. */
const MARKED = 40;
/** From this many points on a line is drawn thinner: it covers much of the plot. */
const DENSE = 300;

/** The line of the `index`-th series; with smoothing, its average over the faint raw line. */
export function drawSeries(
  points: readonly ChartPoint[],
  { index, smoothing, place }: { index: number; smoothing: number; place: (point: ChartPoint) => ChartPoint },
): string {
  const style = seriesStyle(index);
  const raw = thinPoints(points);
  if (smoothing === 0) {
    const width = points.length > DENSE ? 1.25 : 2;
    return seriesLine(raw, place, { ...style, width, opacity: 1, marks: points.length <= MARKED });
  }
  const average = thinPoints(smoothPoints(points, smoothing));
  return [
    seriesLine(raw, place, { ...style, dash: '', width: 1, opacity: 0.22, marks: false }),
    seriesLine(average, place, { ...style, width: 2, opacity: 1, marks: false }),
  ].join('\n');
}
