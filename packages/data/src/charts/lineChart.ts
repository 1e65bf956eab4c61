import { check } from '@ganblocks/core';
import { isDrawn } from './chartPoint';
import type { ChartSeries } from './chartPoint';
import { STYLE } from './chartStyle';
import { drawSeries } from './drawSeries';
import { grid } from './grid';
import { legend } from './legend';
import { plotArea } from './plotArea';
import { escapeXml, fitText, svgText } from './svgText';

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
 * Points that are not finite make gaps; a point alone is a dot, and so are the points of series of up to 40. A series of more than 1,000 points is
 * thinned to the lowest and highest of each bucket, so that spikes stay. Colours can be told apart with any colour vision. Texts are escaped, and cut with an ellipsis where they do not fit.
 *
 * @throws GanError where the size or the smoothing is out of range.
 * @example
 * const svg = lineChart({ title: 'Losses', xLabel: 'images', yLabel: 'loss', series: [{ name: 'generator', points: [[0, 0.7], [64, 0.9]] }] });
 */
export function lineChart({ title, xLabel, yLabel, series, width = 900, height = 420, smoothing = 0 }: LineChartOptions): string {
  checkOptions(width, height, smoothing);
  const { padding, titleSize, textSize, ink, soft, axis, paper, font } = STYLE;
  const inner = width - 2 * padding;
  const key = legend(
    series.map(({ name }) => name),
    { left: padding, top: padding + 34, width: inner },
  );
  const lines = series.map(({ points }) => points);
  const plot = plotArea(lines, { width, height, top: padding + 40 + key.height });
  const room = { width: plot.right - plot.left, height: plot.bottom - plot.top };
  check(room.width >= 80 && room.height >= 40, () => tooSmall(width, height, series.length));

  const centre = { x: (plot.left + plot.right) / 2, y: (plot.top + plot.bottom) / 2 };
  const middle = `text-anchor="middle" fill="${soft}"`;
  const upwards = `${middle} transform="translate(${padding + 8} ${centre.y.toFixed(1)}) rotate(-90)"`;
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${font}" font-size="${textSize}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${paper}"/>`,
    // A twentieth more than its size, for bold letters are wider.
    svgText(padding, padding + 12, fitText(title, titleSize * 1.05, inner), `font-size="${titleSize}" font-weight="600" fill="${ink}"`),
    key.svg,
    grid(plot, width),
    svgText(centre.x, height - padding + 4, fitText(xLabel, textSize, room.width), middle),
    svgText(0, 0, fitText(yLabel, textSize, room.height), upwards),
    ...lines.map((points, index) => drawSeries(points, { index, smoothing, place: plot.place })),
    ...(lines.flat().some(isDrawn) ? [] : [svgText(centre.x, centre.y, 'no data', `text-anchor="middle" fill="${axis}"`)]),
    '</svg>',
    '',
  ].join('\n');
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
