import { randomStream } from '@ganblocks/core';
import { featureRows, fidMetric, kidMetric, precisionRecallMetric, type ImmediateMetric } from '@ganblocks/metrics';

/** What is measured: a metric over so many rows of either side. */
export interface CostCase {
  readonly metric: 'FID' | 'KID' | 'PRDC';
  readonly rows: number;
  readonly dimension: number;
}

/** What it took. */
export interface Cost extends CostCase {
  /** Processor time of the statistics and the distance, the features being there. */
  readonly seconds: number;
  /** The most that the whole process had resident, MiB. */
  readonly megabytes: number;
}

const of = (metric: CostCase['metric'], dimension: number, ...rows: readonly number[]): CostCase[] =>
  rows.map((count) => ({ metric, rows: count, dimension }));

/** 2,048: the Inception network's; 192: the emoji classifier's. */
export const costCases: readonly CostCase[] = [
  ...[...of('FID', 192, 10_000), ...of('FID', 2048, 1_000, 5_000, 10_000)],
  ...[...of('KID', 192, 10_000), ...of('KID', 2048, 1_000, 5_000)],
  ...[...of('PRDC', 192, 10_000), ...of('PRDC', 2048, 1_000, 5_000)],
];

const metricOf = { FID: fidMetric, KID: kidMetric, PRDC: precisionRecallMetric } satisfies Record<
  CostCase['metric'],
  () => ImmediateMetric<'features'>
>;

const BATCH = 50;

/** Feeds a metric rows as extractors give them, 50 at a time, and takes its result. Memory is that of the process: measure each case in one of its own. */
export function measureCost({ metric, rows, dimension }: CostCase): Cost {
  const streams = [randomStream(1), randomStream(2)] as const;
  // As features behind a ReLU: half of them 0, the fakes a little farther out.
  const [reals, fakes] = streams.map((random, side) =>
    Float32Array.from({ length: rows * dimension }, () => Math.max(0, random.next() - 0.5 + 0.1 * side)),
  );
  const began = process.cpuUsage();
  const measured: ImmediateMetric<'features'> = metricOf[metric]();
  for (let start = 0; start < rows; start += BATCH) {
    const [from, to] = [start * dimension, Math.min(rows, start + BATCH) * dimension];
    measured.addReal({ features: featureRows(reals!.subarray(from, to), dimension) });
    measured.addFake({ features: featureRows(fakes!.subarray(from, to), dimension) });
  }
  const figures = Object.values(measured.result());
  const { user, system } = process.cpuUsage(began);
  if (!figures.every(Number.isFinite)) throw new Error(`${metric}: expected finite figures. Got ${figures.join(', ')}.`);
  return { metric, rows, dimension, seconds: (user + system) / 1e6, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) };
}
