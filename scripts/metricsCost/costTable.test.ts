import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { costCases, measureCost } from './costCases';
import { COST_PAGE, pageWithCosts, readCosts } from './costTable';

test('docs/metrics.md has the costs of benchmarks/metrics_cost.json', () => {
  const page = readFileSync(COST_PAGE, 'utf8');
  expect(pageWithCosts(page, readCosts())).toBe(page);
});

test('FID of 2,048 features from 2 x 5,000 rows took less than 90 s and 1 GB', () => {
  const { costs } = readCosts();
  expect(costs.map(({ metric, rows, dimension }) => ({ metric, rows, dimension }))).toEqual(costCases);
  const fid = costs.find(({ metric, rows, dimension }) => metric === 'FID' && rows === 5_000 && dimension === 2048);
  expect(fid?.seconds).toBeLessThan(90);
  expect(fid?.megabytes).toBeLessThan(1_000);
});

test.each(['FID', 'KID', 'PRDC'] as const)('%s is measured over the rows asked for', (metric) => {
  const cost = measureCost({ metric, rows: 60, dimension: 8 });
  expect(cost).toMatchObject({ metric, rows: 60, dimension: 8 });
  expect(cost.seconds).toBeGreaterThan(0);
  expect(cost.megabytes).toBeGreaterThan(10);
});

test('a page without the place for the table is refused', () => {
  expect(() => pageWithCosts('# Metrics', readCosts())).toThrow(/expected <!-- costs -->/);
});
