import { check } from '@ganblocks/core';
import { axisOf } from './axis';
import type { Axis } from './axis';
import { isDrawn } from './chartPoint';
import type { ChartPoint, ChartSeries } from './chartPoint';
import { STYLE, seriesStyle } from './chartStyle';
import { legend } from './legend';
import { seriesLine } from './seriesLine';
import { smoothPoints } from './smoothPoints';
import { escapeXml, fitText, textWidth } from './svgText';
import { thinPoints } from './thinPoints';
import { tickLabels } from './tickLabels';

export interface LineChartOptions {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly ChartSeries[];
  /** Pixels. Default: 900. */
  readonly width?: number;
  /** Pixels. Default: 420. */
  readonly height?: number;
  /** In [0, 1): the weight of the past in a moving average, drawn over the raw line, which turns faint. Default: 0, the raw line alone. */
  readonly smoothing?: number;
}

/**
 * A line chart as one self-contained SVG: `series` of `[x, y]` points, a legend, a light grid, ticks at round numbers.
 *
 * Points that are not finite make gaps; a point alone is a dot. A series of more than 1,000 points is thinned by the lowest and highest of each
 * bucket, so that spikes stay. Colours can be told apart with any colour vision. Texts are escaped, and cut with an ellipsis where they do not fit.
 *
 * @throws GanError where the size or the smoothing is out of range.
 * @example
 * const svg = lineChart({ title: 'Losses', xLabel: 'images', yLabel: 'loss', series: [{ name: 'generator', points: [[0, 0.7], [64, 0.9]] }] });
 */
export function lineChart({ title, xLabel, yLabel, series, width = 900, height = 420, smoothing = 0 }: LineChartOptions): string {
  checkOptions(width, height, smoothing);
  const { padding, titleSize, textSize } = STYLE;
  const inner = width - 2 * padding;
  const names = series.map(({ name }) => name);
  const key = legend(names, { left: padding, top: padding + 34, width: inner });

  const top = padding + 28 + key.height + 12;
  const bottom = height - padding - 36;
  const points = series.map((one) => one.points);
  const y = axisOf(rangeOf(points, 1), { count: (bottom - top) / 52, outward: true });
  const yLabels = tickLabels(y);
  const left = padding + 22 + Math.max(...yLabels.map((label) => textWidth(label, textSize))) + 8;
  const right = width - padding;
  const x = axisOf(rangeOf(points, 0), { count: (right - left) / 110, outward: false });
  check(right - left >= 80 && bottom - top >= 40, () => tooSmall(width, height, series.length));

  const toX = (value: number): number => left + ((value - x.low) / (x.high - x.low)) * (right - left);
  const toY = (value: number): number => bottom - ((value - y.low) / (y.high - y.low)) * (bottom - top);
  const place = ([px, py]: ChartPoint): ChartPoint => [toX(px), toY(py)];
  const middle = (top + bottom) / 2;

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="${STYLE.font}" font-size="${textSize}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${STYLE.paper}"/>`,
    text(padding, padding + 12, fitText(title, titleSize * 1.05, inner), `font-size="${titleSize}" font-weight="600" fill="${STYLE.ink}"`),
    key.svg,
    ...yGrid(y, yLabels, toY, left, right),
    ...xTicks(x, toX, top, bottom),
    text((left + right) / 2, height - padding + 4, fitText(xLabel, textSize, right - left), `text-anchor="middle" fill="${STYLE.soft}"`),
    text(
      0,
      0,
      fitText(yLabel, textSize, bottom - top),
      `text-anchor="middle" fill="${STYLE.soft}" transform="translate(${padding + 8} ${middle}) rotate(-90)"`,
    ),
    ...series.map((one, index) => drawSeries(one.points, place, index, smoothing)),
    ...(points.some((list) => list.some(isDrawn))
      ? []
      : [text((left + right) / 2, middle, 'no data', `text-anchor="middle" fill="${STYLE.axis}"`)]),
    '</svg>',
    '',
  ].join('\n');
}

function drawSeries(points: readonly ChartPoint[], place: (point: ChartPoint) => ChartPoint, index: number, smoothing: number): string {
  const style = seriesStyle(index);
  if (smoothing === 0) return seriesLine(thinPoints(points), place, { ...style, width: 2, opacity: 1 });
  const raw = seriesLine(thinPoints(points), place, { ...style, dash: '', width: 1, opacity: 0.22 });
  return `${raw}\n${seriesLine(thinPoints(smoothPoints(points, smoothing)), place, { ...style, width: 2.2, opacity: 1 })}`;
}

function yGrid(axis: Axis, labels: readonly string[], toY: (value: number) => number, left: number, right: number): string[] {
  return axis.ticks.flatMap((tick, index) => {
    const y = toY(tick).toFixed(1);
    const colour = index === 0 || labels[index] === '0' ? STYLE.axis : STYLE.grid;
    return [
      `<line x1="${left.toFixed(1)}" y1="${y}" x2="${right.toFixed(1)}" y2="${y}" stroke="${colour}"/>`,
      text(left - 8, toY(tick) + 4, labels[index] ?? '', `text-anchor="end" fill="${STYLE.soft}"`),
    ];
  });
}

function xTicks(axis: Axis, toX: (value: number) => number, top: number, bottom: number): string[] {
  const labels = tickLabels(axis);
  return axis.ticks.flatMap((tick, index) => {
    const x = toX(tick).toFixed(1);
    return [
      `<line x1="${x}" y1="${top.toFixed(1)}" x2="${x}" y2="${bottom.toFixed(1)}" stroke="${STYLE.grid}" stroke-dasharray="2 3"/>`,
      `<line x1="${x}" y1="${bottom.toFixed(1)}" x2="${x}" y2="${(bottom + 5).toFixed(1)}" stroke="${STYLE.axis}"/>`,
      text(toX(tick), bottom + 20, labels[index] ?? '', `text-anchor="middle" fill="${STYLE.soft}"`),
    ];
  });
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escapeXml(content)}</text>`;
}

/** The lowest and highest x (0) or y (1) of all drawn points. */
function rangeOf(lists: readonly (readonly ChartPoint[])[], coordinate: 0 | 1): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const point of lists.flat()) {
    if (!isDrawn(point)) continue;
    low = Math.min(low, point[coordinate]);
    high = Math.max(high, point[coordinate]);
  }
  return { low, high };
}

function checkOptions(width: number, height: number, smoothing: number): void {
  check(
    Number.isFinite(width) && Number.isFinite(height),
    () => `lineChart: width and height must be numbers of pixels. Got ${width} x ${height}.`,
  );
  check(smoothing >= 0 && smoothing < 1, () => `lineChart: smoothing must be in [0, 1). Got ${smoothing}.`);
}

function tooSmall(width: number, height: number, series: number): string {
  return `lineChart: ${width} x ${height} pixels leave no room for the plot of ${series} series. Use a larger size, such as the default of 900 x 420.`;
}
