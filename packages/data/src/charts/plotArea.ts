import { axisOf } from './axis';
import type { Axis } from './axis';
import { isDrawn } from './chartPoint';
import type { ChartPoint } from './chartPoint';
import { STYLE } from './chartStyle';
import { textWidth } from './svgText';
import { tickLabels } from './tickLabels';

/** Where the lines of a chart go: its borders in pixels, its axes with the text of their ticks, and the pixels of a point. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: Axis & { readonly labels: readonly string[] };
  readonly y: Axis & { readonly labels: readonly string[] };
  readonly place: (point: ChartPoint) => ChartPoint;
}

/** The plot under `top` that fits the lines, with room for tick labels and axis titles to its left and below. */
export function plotArea(lines: readonly (readonly ChartPoint[])[], size: { width: number; height: number; top: number }): PlotArea {
  const { padding, textSize } = STYLE;
  const { top } = size;
  const bottom = size.height - padding - 36;
  const right = size.width - padding;
  const y = labelled(axisOf(rangeOf(lines, 1), { count: (bottom - top) / 52, outward: true }));
  const left = padding + 30 + Math.max(...y.labels.map((label) => textWidth(label, textSize)));
  const x = labelled(axisOf(rangeOf(lines, 0), { count: (right - left) / 110, outward: false }));
  const place = ([px, py]: ChartPoint): ChartPoint => [
    left + ((px - x.low) / (x.high - x.low)) * (right - left),
    bottom - ((py - y.low) / (y.high - y.low)) * (bottom - top),
  ];
  return { left, right, top, bottom, x, y, place };
}

function labelled(axis: Axis): Axis & { labels: string[] } {
  return { ...axis, labels: tickLabels(axis) };
}

/** The lowest and highest x (0) or y (1) of all drawn points. */
function rangeOf(lines: readonly (readonly ChartPoint[])[], coordinate: 0 | 1): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const point of lines.flat()) {
    if (!isDrawn(point)) continue;
    low = Math.min(low, point[coordinate]);
    high = Math.max(high, point[coordinate]);
  }
  return { low, high };
}
