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

// Between two collections of garbage the resident set rises by some 100 MB, over hundreds of steps: what stays is what it falls back to.
test('the second 1,000 steps, with evaluations, sheets and checkpoints, need no more memory than the first', async () => {
  const { code, stderr, steps } = await startDigits({ run: join(root, 'run'), steps: 2000, checkpointEverySteps: 25, ahead: 2 }).end;
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(steps).toHaveLength(2000);
  const tensors = new Set(steps.slice(1).map((step) => step.tensors));
  const range = (from: number, to: number): [low: number, high: number] => {
    const resident = steps.slice(from, to).map((step) => megabytes(step.resident));
    return [Math.min(...resident), Math.max(...resident)];
  };
  const [first, second] = [range(100, 1000), range(1000, 2000)];
  console.info(
    `tensors ${[...tensors].join(', ')}; resident set, lowest and highest: ${first.join(' to ')} MB, then ${second.join(' to ')} MB`,
  );
  expect(Math.max(...tensors) - Math.min(...tensors)).toBeLessThanOrEqual(4);
  expect(steps.at(-1)!.tensors).toBeLessThanOrEqual(steps[100]!.tensors);
  expect(second[0] - first[0]).toBeLessThan(32);
  expect(second[1] - first[1]).toBeLessThan(96);
}, 600_000);
