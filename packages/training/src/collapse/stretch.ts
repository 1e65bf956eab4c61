import { flatLosses } from '../lossReport';
import type { StepEvent } from '../observer';

/** Means over the steps since the last look. */
export interface StretchMeans {
  /** By `network/term`. */
  readonly losses: Readonly<Record<string, number>>;
  /** By the optimizer's key in `system.state`. */
  readonly gradientNorms: Readonly<Record<string, number>>;
}

export interface Stretch {
  add(event: Pick<StepEvent, 'losses' | 'gradientNorms'>): void;
  /** The means, each over the steps that had the number; then it begins anew. */
  take(): StretchMeans;
}

/** Adds up the numbers that steps report anyway, so that watching costs nothing between two looks. */
export function stretch(): Stretch {
  let losses = new Map<string, Sum>();
  let norms = new Map<string, Sum>();
  return {
    add(event) {
      for (const [name, value] of flatLosses(event.losses)) addTo(losses, name, value);
      for (const [name, value] of Object.entries(event.gradientNorms)) addTo(norms, name, value);
    },
    take() {
      const means = { losses: meansOf(losses), gradientNorms: meansOf(norms) };
      losses = new Map();
      norms = new Map();
      return means;
    },
  };
}

interface Sum {
  readonly sum: number;
  readonly count: number;
}

function addTo(sums: Map<string, Sum>, name: string, value: number): void {
  const { sum, count } = sums.get(name) ?? { sum: 0, count: 0 };
  sums.set(name, { sum: sum + value, count: count + 1 });
}

const meansOf = (sums: ReadonlyMap<string, Sum>): Record<string, number> =>
  Object.fromEntries([...sums].map(([name, { sum, count }]) => [name, sum / count]));
