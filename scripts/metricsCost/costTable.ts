import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { paddedTable } from '../sheets/paddedTable';
import type { Cost } from './costCases';

/** What was measured, and on what. */
export interface CostReport {
  /** The processor, in words. */
  readonly processor: string;
  readonly node: string;
  readonly costs: readonly Cost[];
}

export const COST_FILE = fileURLToPath(new URL('../../benchmarks/metrics_cost.json', import.meta.url));

/** The page that has the table. */
export const COST_PAGE = fileURLToPath(new URL('../../docs/metrics.md', import.meta.url));

const [start, end] = ['<!-- costs -->', '<!-- end -->'];

export const readCosts = (): CostReport => JSON.parse(readFileSync(COST_FILE, 'utf8')) as CostReport;

/** The page with the table of a report between `<!-- costs -->` and `<!-- end -->`. */
export function pageWithCosts(page: string, { processor, node, costs }: CostReport): string {
  const [from, to] = [page.indexOf(start), page.indexOf(end, page.indexOf(start))];
  if (from < 0 || to < 0) throw new Error(`${COST_PAGE}: expected ${start} and ${end} behind it. Got neither or one. Add them.`);
  const grouped = (value: number): string => value.toLocaleString('en-US');
  const rows = costs.map(({ metric, rows: count, dimension, seconds, megabytes }) => [
    metric,
    grouped(dimension),
    `2 × ${grouped(count)}`,
    seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0),
    grouped(megabytes),
  ]);
  const table = paddedTable(['metric', 'features', 'images', 'seconds', 'MB'], rows);
  const where = `Processor time on one core of ${processor}, Node ${node}.`;
  return `${page.slice(0, from)}${start}\n\n${table}\n\n${where}\n\n${page.slice(to)}`;
}
