/** Colours that people with any colour vision can tell apart: Okabe and Ito 2008, https://jfly.uni-koeln.de/color/, without the yellow, which is too light for a line on white. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#4d4d4d'] as const;

/** After the last colour they begin again, in the next of these dashes. */
const DASHES = ['', '8 4', '2 4', '10 4 2 4'] as const;

export interface SeriesStyle {
  readonly colour: string;
  /** SVG's `stroke-dasharray`; empty: a solid line. */
  readonly dash: string;
}

export function seriesStyle(index: number): SeriesStyle {
  const colour = COLOURS[index % COLOURS.length] ?? COLOURS[0];
  const dash = DASHES[Math.floor(index / COLOURS.length) % DASHES.length] ?? DASHES[0];
  return { colour, dash };
}

/** Pixels and colours of everything but the lines. */
export const STYLE = {
  font: "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif",
  titleSize: 17,
  textSize: 12.5,
  padding: 24,
  paper: '#ffffff',
  ink: '#1f2933',
  soft: '#52606d',
  grid: '#e8ebee',
  axis: '#9aa5b1',
} as const;
