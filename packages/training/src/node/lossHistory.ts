import { flatLosses } from '../lossReport';
import type { Losses } from '../observer';

/** The losses of a run for a chart, in bounded memory. */
export interface LossHistory {
  add(images: number, losses: Losses): void;
  /** Points `[images, loss]` of each term, in the order of first appearance. */
  series(): { name: string; points: (readonly [number, number])[] }[];
}

interface Bucket {
  images: number;
  sum: number;
  count: number;
}

/** Keeps at most `limit` points a term (default 2,000): when they are full, neighbours are joined to their mean and new ones gather likewise. */
export function lossHistory(limit = 2000): LossHistory {
  const terms = new Map<string, { buckets: Bucket[]; width: number }>();
  return {
    add(images, losses) {
      for (const [name, value] of flatLosses(losses)) {
        const term = terms.get(name) ?? { buckets: [], width: 1 };
        terms.set(name, term);
        const last = term.buckets.at(-1);
        if (last && last.count < term.width) Object.assign(last, joined(last, { images, sum: value, count: 1 }));
        else term.buckets.push({ images, sum: value, count: 1 });
        if (term.buckets.length <= limit) continue;
        term.buckets = pairs(term.buckets);
        term.width *= 2;
      }
    },
    series: () =>
      [...terms].map(([name, { buckets }]) => ({ name, points: buckets.map(({ images, sum, count }) => [images, sum / count] as const) })),
  };
}

const joined = (a: Bucket, b: Bucket): Bucket => ({ images: b.images, sum: a.sum + b.sum, count: a.count + b.count });

function pairs(buckets: readonly Bucket[]): Bucket[] {
  const halved: Bucket[] = [];
  for (let i = 0; i < buckets.length; i += 2) halved.push(i + 1 < buckets.length ? joined(buckets[i]!, buckets[i + 1]!) : buckets[i]!);
  return halved;
}
