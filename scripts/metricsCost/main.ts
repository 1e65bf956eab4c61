/**
 * Measures what metrics cost, each case in a process of its own, and writes benchmarks/metrics_cost.json and the table of docs/metrics.md:
 *
 *     npx tsx --tsconfig tsconfig.json scripts/metricsCost/main.ts [--only FID-2048-5000] [--table]
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { again } from '../bench/ownProcess';
import { costCases, measureCost, type Cost } from './costCases';
import { COST_FILE, COST_PAGE, pageWithCosts, readCosts } from './costTable';

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean' }, table: { type: 'boolean' } } });
const nameOf = ({ metric, dimension, rows }: (typeof costCases)[number]): string => `${metric}-${dimension}-${rows}`;
const chosen = costCases.filter((one) => values.only === undefined || nameOf(one) === values.only);
if (chosen.length === 0) throw new Error(`--only: expected one of ${costCases.map(nameOf).join(', ')}. Got ${values.only ?? ''}.`);

if (values.json) {
  for (const one of chosen) console.log(JSON.stringify(measureCost(one)));
} else {
  const costs: Cost[] = [];
  if (!values.table) {
    for (const one of chosen) {
      const [cost] = (await again(['--only', nameOf(one)])) as [Cost];
      costs.push(cost);
      console.log(`${nameOf(one)}: ${cost.seconds.toFixed(1)} s, ${cost.megabytes} MB (${costs.length} of ${chosen.length})`);
    }
    if (values.only === undefined) {
      const report = { processor: cpus()[0]?.model ?? 'an unknown processor', node: process.versions.node.split('.')[0], costs };
      await writeFile(COST_FILE, `${JSON.stringify(report, null, 2)}\n`);
    }
  }
  if (values.only === undefined) await writeFile(COST_PAGE, pageWithCosts(await readFile(COST_PAGE, 'utf8'), readCosts()));
}
