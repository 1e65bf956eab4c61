import { beforeAll, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { root } from '../workspace/packages.mjs';
import { playRow } from './playRow';
import { readResult } from './result';
import { rows } from './rows/index';
import { complaints } from './thresholds';

/** Seconds. Rows that took no longer when their results were written are run with the tests; where there is none, the shortest. */
const SHORT = 150;
const secondsOf = ({ name }: (typeof rows)[number]): number => readResult(root, name)?.seconds.all ?? Infinity;
const shortest = Math.min(...rows.map(secondsOf));
const short = rows.filter((row) => secondsOf(row) <= Math.max(SHORT, shortest));
const days = Math.floor(Date.now() / 86_400_000);
const row = short[days % short.length]!;

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

// A row a day in turn; npm run learn runs all.
test(`${row.name} learns, today's row of ${short.length}`, async () => {
  const { figures } = await playRow(row, {
    ...{ seed: row.seed ?? 7, share: 1, quiet: true },
    tell: () => undefined,
    picture: () => Promise.resolve(),
  });
  expect(complaints(row.thresholds, figures)).toEqual([]);
}, 900_000);
