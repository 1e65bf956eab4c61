/** Of a plot: its corner, its size, and what its axes mean. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export type Point = readonly [number, number];

const round = (value: number): number => Number(value.toFixed(1));
/** Words at a place. */
export const text = (x: number, y: number, words: string, attributes = ''): string =>
  `<text x="${x}" y="${y}"${attributes}>${words}</text>`;

/** Where a point of the plot lies in the picture. */
export const placed = ({ left, top, width, height, x, y }: Plot, [a, b]: Point): Point => [
  round(left + ((a - x[0]) / (x[1] - x[0])) * width),
  round(top + height - ((b - y[0]) / (y[1] - y[0])) * height),
];

/** A line through points. */
export function line(plot: Plot, points: readonly Point[], colour: string, attributes = ''): string {
  const path = points.map((point) => placed(plot, point).join(' ')).join('L');
  return `<path d="M${path}" fill="none" stroke="${colour}"${attributes}/>`;
}
