import { runningMedian, type RunningMedian } from '../runningMedian';

/** A running median for each of some named numbers. */
export interface Medians {
  of(name: string): number | undefined;
  note(numbers: Readonly<Record<string, number>>): void;
}

export function medians(): Medians {
  const all = new Map<string, RunningMedian>();
  return {
    of: (name) => all.get(name)?.value,
    note(numbers) {
      for (const [name, value] of Object.entries(numbers)) {
        const one = all.get(name) ?? runningMedian();
        all.set(name, one);
        one.push(value);
      }
    },
  };
}
