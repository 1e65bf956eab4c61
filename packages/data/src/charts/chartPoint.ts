/** `[x, y]`. */
export type ChartPoint = readonly [x: number, y: number];

export interface ChartSeries {
  readonly name: string;
  /** In the order of drawing. A coordinate that is NaN, infinite or beyond ±1e150 makes a gap. */
  readonly points: readonly ChartPoint[];
}

/** Beyond this, differences and products of coordinates would overflow. */
const LARGEST = 1e150;

/** Whether the point is drawn; otherwise it is a gap in its line. */
export function isDrawn([x, y]: ChartPoint): boolean {
  return Math.abs(x) <= LARGEST && Math.abs(y) <= LARGEST;
}
