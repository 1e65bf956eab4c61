import { beforeAll, expect, test } from '@jest/globals';
import { useBackend } from '@ganblocks/backends';
import { adaptation } from './adaptation';

beforeAll(async () => {
  await useBackend('wasm', { report: () => undefined });
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('p settles on all digits, rises on 200 of them, and falls back on all', async () => {
  const rows = await adaptation();
  const [all, few, again] = ['60,000', '200', '60,000 again'].map((stage) => rows.filter((row) => row.stage === stage));
  const probabilities = (part: typeof rows | undefined): number[] => part?.map(({ probability }) => probability) ?? [];

  const settled = probabilities(all).at(-1) ?? NaN;
  const risen = mean(probabilities(few).slice(-5));
  const fallen = mean(probabilities(again).slice(-2));
  expect(settled).toBeLessThan(0.1);
  expect(risen).toBeGreaterThan(0.12);
  expect(fallen).toBeLessThan(0.05);

  // Held at its target on what it could learn by heart; among all digits below it at once.
  expect(Math.abs(mean(few?.slice(-5).map(({ signs }) => signs) ?? []) - 0.6)).toBeLessThan(0.08);
  expect(again?.[0]?.signs).toBeLessThan(0.5);
}, 900_000);
