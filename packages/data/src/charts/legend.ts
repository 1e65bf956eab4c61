import { STYLE, seriesStyle } from './chartStyle';
import { escapeXml, fitText, textWidth } from './svgText';

const SWATCH = 22;
const SPACE = 8;
const BETWEEN = 22;
const ROW = 20;

/** The names of the series beside a stroke of their line, left to right, in as many rows as `width` needs; `top` is the middle of the first row. */
export function legend(
  names: readonly string[],
  { left, top, width }: { left: number; top: number; width: number },
): { svg: string; height: number } {
  let x = 0;
  let row = 0;
  const entries = names.map((full, index) => {
    const name = fitText(full, STYLE.textSize, width - SWATCH - SPACE);
    const length = SWATCH + SPACE + textWidth(name, STYLE.textSize);
    if (x > 0 && x + length > width) {
      x = 0;
      row++;
    }
    const entry = entryAt(left + x, top + row * ROW, name, index);
    x += length + BETWEEN;
    return entry;
  });
  return { svg: entries.join('\n'), height: names.length === 0 ? 0 : (row + 1) * ROW };
}

function entryAt(x: number, y: number, name: string, index: number): string {
  const { colour, dash } = seriesStyle(index);
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  const stroke = `<line x1="${x.toFixed(1)}" y1="${y}" x2="${(x + SWATCH).toFixed(1)}" y2="${y}" stroke="${colour}" stroke-width="3"${dashes}/>`;
  return `${stroke}<text x="${(x + SWATCH + SPACE).toFixed(1)}" y="${y + 4}" fill="${STYLE.ink}">${escapeXml(name)}</text>`;
}
