import type { DigitFigures } from './scoreboard';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);

/** The figures of both generators, as a table for a terminal. */
export function report(figures: Readonly<Record<string, DigitFigures>>, accuracy: number, samples: number): string {
  const rows = Object.entries(figures).map(([name, { score, frechet, shares }]) =>
    [name.padEnd(10), score.toFixed(2).padStart(6), frechet.toFixed(1).padStart(10), percent(Math.min(...shares)).padStart(16)].join('  '),
  );
  return [
    `${'generator'.padEnd(10)}   score   Fréchet  rarest digit's share`,
    ...rows,
    `(${samples.toLocaleString('en')} samples; score 1 to 10; classifier with ${(100 * accuracy).toFixed(2)} % test accuracy)`,
  ].join('\n');
}
