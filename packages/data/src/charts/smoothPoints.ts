import { isDrawn } from './chartPoint';
import type { ChartPoint } from './chartPoint';

/**
 * The exponential moving average of y: a_n = s · a_{n-1} + (1 − s) · y_n from a_0 = 0, shown as a_n / (1 − sⁿ), so that the start is not pulled to 0.
 * Gaps stay gaps and leave the average as it is.
 */
export function smoothPoints(points: readonly ChartPoint[], smoothing: number): ChartPoint[] {
  let average = 0;
  let weight = 0;
  return points.map((point) => {
    if (!isDrawn(point)) return point;
    average = smoothing * average + (1 - smoothing) * point[1];
    weight = smoothing * weight + (1 - smoothing);
    return [point[0], average / weight];
  });
}
