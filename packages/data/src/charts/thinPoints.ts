import { isDrawn } from './chartPoint';
import type { ChartPoint } from './chartPoint';

/**
 * At most `limit` points that draw the same line: equal buckets of neighbours, of each its lowest and its highest point, so that spikes stay, and
 * its first gap, so that gaps stay. The first and the last point are always kept; so is the order.
 */
export function thinPoints(points: readonly ChartPoint[], limit = 1000): readonly ChartPoint[] {
  if (points.length <= limit) return points;
  const inner = points.length - 2;
  const buckets = Math.floor((limit - 2) / 3);
  const kept = [0];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = 1 + Math.floor((bucket * inner) / buckets);
    const end = 1 + Math.floor(((bucket + 1) * inner) / buckets);
    kept.push(...marksOf(points, start, end));
  }
  kept.push(points.length - 1);
  return kept.flatMap((index) => points.slice(index, index + 1));
}

/** Numbers of the lowest and the highest point and of the first gap in [start, end), ascending, each once. */
function marksOf(points: readonly ChartPoint[], start: number, end: number): number[] {
  let lowest = { index: -1, y: Number.POSITIVE_INFINITY };
  let highest = { index: -1, y: Number.NEGATIVE_INFINITY };
  let gap = -1;
  for (let index = start; index < end; index++) {
    const point = points[index];
    if (point === undefined || !isDrawn(point)) {
      if (gap === -1) gap = index;
      continue;
    }
    if (point[1] < lowest.y) lowest = { index, y: point[1] };
    if (point[1] > highest.y) highest = { index, y: point[1] };
  }
  const marks = [lowest.index, highest.index, gap].filter((index) => index >= 0);
  return [...new Set(marks)].sort((a, b) => a - b);
}
