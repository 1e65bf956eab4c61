import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startDigits } from './startDigits';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ganblocks-memory-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

test('1,000 steps with evaluations, sheets and checkpoints need no more memory than 200', async () => {
  const { code, stderr, steps } = await startDigits({ run: join(root, 'run'), steps: 1000, checkpointEverySteps: 25, ahead: 2 }).end;
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(steps).toHaveLength(1000);
  const tensors = new Set(steps.slice(1).map((step) => step.tensors));
  const largest = (from: number, to: number): number => megabytes(Math.max(...steps.slice(from, to).map(({ resident }) => resident)));
  const [early, late] = [largest(100, 200), largest(900, 1000)];
  console.info(`tensors ${[...tensors].join(', ')}; resident set up to step 200: ${early} MB, up to step 1,000: ${late} MB`);
  expect(Math.max(...tensors) - Math.min(...tensors)).toBeLessThanOrEqual(4);
  expect(steps.at(-1)!.tensors).toBeLessThanOrEqual(steps[100]!.tensors);
  expect(late - early).toBeLessThan(64);
}, 600_000);
