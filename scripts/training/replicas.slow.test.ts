import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DigitsRun } from './digitsRun';
import { runContent } from './runContent';
import { startDigits } from './startDigits';

const LIMIT = 300_000;
const common = { steps: 40, checkpointEverySteps: 5, ahead: 1, microBatchSize: 4 };

let root = '';
const folder = (name: string): string => join(root, name);
const trained = (name: string, options: Partial<DigitsRun> = {}) => startDigits({ ...common, run: folder(name), ...options });
/** A run that is stopped draws one more sheet. */
const withoutSheets = (name: string): object =>
  Object.fromEntries(Object.entries(runContent(folder(name))).filter(([file]) => !file.startsWith('samples')));

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ganblocks-replicas-'));
  expect(await trained('alone').end).toMatchObject({ code: 0, stderr: expect.any(String) });
}, LIMIT);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('DCGAN on MNIST, its logs, sheets, figures and checkpoints', () => {
  test.each([2, 4])(
    'are those of one process with %d replicas, bit for bit, in flat memory',
    async (replicas) => {
      const { code, steps } = await trained(`together-${replicas}`, { replicas }).end;
      expect(code).toBe(0);
      expect(runContent(folder(`together-${replicas}`))).toEqual(runContent(folder('alone')));
      expect(new Set(steps.slice(5).map(({ tensors }) => tensors)).size).toBe(1);
    },
    LIMIT,
  );

  test(
    'stay so where replicas are killed and interrupted, and others go on',
    async () => {
      const run = 'interrupted';
      const killed = trained(run, { replicas: 2 });
      await killed.reached(12);
      killed.send('SIGKILL');
      await killed.end;
      const interrupted = trained(run, { resume: 'auto' });
      await interrupted.reached(20);
      interrupted.send('SIGINT');
      await interrupted.end;
      const rest = await trained(run, { resume: true, replicas: 4 }).end;
      expect(rest.code).toBe(0);
      expect(withoutSheets(run)).toEqual(withoutSheets('alone'));
    },
    LIMIT,
  );

  test(
    'are saved where replicas are interrupted',
    async () => {
      const { reached, send, end } = trained('stopped', { replicas: 2 });
      await reached(8);
      send('SIGTERM');
      expect(await end).toMatchObject({ code: 0, signal: null, stderr: expect.stringContaining('Stopped by SIGTERM after step') });
      expect((await trained('stopped', { resume: true, replicas: 2 }).end).code).toBe(0);
      expect(withoutSheets('stopped')).toEqual(withoutSheets('alone'));
    },
    LIMIT,
  );
});
