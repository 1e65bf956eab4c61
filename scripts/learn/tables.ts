import type { LearnResult } from './result';
import type { LearnRow } from './row';
import { type ArmFigures, thresholdText } from './thresholds';

const names: Readonly<Record<string, string>> = { still: "generator's rate 0" };

/** Rows of text in columns; the first column to the left, numbers to the right. */
const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const cell = (text: string, column: number): string => (column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!));
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
};

/** The runs of a row by their figures, for a terminal. */
export function figuresTable(figures: ArmFigures): string {
  const keys = Object.keys(figures.trained);
  return columns([
    ['', ...keys],
    ...Object.entries(figures).map(([arm, run]) => [
      names[arm] ?? arm,
      ...keys.map((key) => String(Number((run[key] ?? NaN).toPrecision(4)))),
    ]),
  ]);
}

/** What there is to run, and how long it took. */
export function rowsTable(rows: readonly LearnRow[], resultOf: (row: string) => LearnResult | undefined): string {
  return columns([
    ['row', 'system', 'preset', 'beside', 'took', 'thresholds'],
    ...rows.map(({ name, system, preset, beside = [], thresholds }) => {
      const seconds = resultOf(name)?.seconds.all;
      return [
        name,
        system,
        preset,
        beside.map((arm) => arm.name).join(', '),
        seconds === undefined ? 'never run' : `${seconds} s`,
        thresholds.map(thresholdText).join(', ') || 'none, stated',
      ];
    }),
  ]);
}
