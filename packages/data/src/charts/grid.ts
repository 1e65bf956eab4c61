import { STYLE } from './chartStyle';
import type { PlotArea } from './plotArea';
import { svgText, textWidth } from './svgText';

/** The grid of a plot with the numbers at its ticks; the lowest line and the one at 0 are darker. */
export function grid(plot: PlotArea, width: number): string {
  return [...plot.y.ticks.map((tick, index) => across(plot, tick, plot.y.labels[index] ?? '')), ...columns(plot, width)].join('\n');
}

function across({ left, right, x, y, place }: PlotArea, tick: number, label: string): string {
  const at = place([x.low, tick])[1];
  const colour = tick === y.ticks[0] || label === '0' ? STYLE.axis : STYLE.grid;
  return line([left, at], [right, at], colour) + svgText(left - 8, at + 4, label, `text-anchor="end" fill="${STYLE.soft}"`);
}

function columns({ top, bottom, x, y, place }: PlotArea, width: number): string[] {
  return x.ticks.map((tick, index) => {
    const at = place([tick, y.low])[0];
    const label = x.labels[index] ?? '';
    const inside = Math.min(at, width - 4 - textWidth(label, STYLE.textSize) / 2);
    return [
      line([at, top], [at, bottom], STYLE.grid, ' stroke-dasharray="2 3"'),
      line([at, bottom], [at, bottom + 5], STYLE.axis),
      svgText(inside, bottom + 20, label, `text-anchor="middle" fill="${STYLE.soft}"`),
    ].join('');
  });
}

function line([x1, y1]: [number, number], [x2, y2]: [number, number], colour: string, more = ''): string {
  const [a, b, c, d] = [x1, y1, x2, y2].map((pixel) => pixel.toFixed(1));
  return `<line x1="${a}" y1="${b}" x2="${c}" y2="${d}" stroke="${colour}"${more}/>`;
}
