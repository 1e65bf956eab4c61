import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { jsonLinesOf } from '../bench/ownProcess';
import type { Cost } from './costCases';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const config = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));

test('FID of 2,048 features from 2 x 5,000 rows: statistics and distance within 90 s and 1 GB on one core', async () => {
  const lines = await jsonLinesOf('npx', ['tsx', '--tsconfig', config, main, '--only', 'FID-2048-5000', '--json']);
  const [{ seconds, megabytes }] = lines as [Cost];
  console.info(`${seconds.toFixed(1)} s, ${megabytes} MB`);
  expect(seconds).toBeLessThan(90);
  expect(megabytes).toBeLessThan(1_000);
}, 600_000);
