import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readCheckpoint } from '@ganblocks/training';
import { runContent } from './runContent';
import { startDigits } from './startDigits';

const LIMIT = 300_000;
let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ganblocks-guards-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const json = (...path: readonly string[]): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, ...path), 'utf8')) as Record<string, unknown>;
const checkpointStep = (...path: readonly string[]): number => readCheckpoint(readFileSync(join(root, ...path))).info.step;

describe('numbers that are not finite', () => {
  test(
    'a thousand times the rate: the process ends with code 1, and says where, what is left and what to try',
    async () => {
      const { code, stderr, steps } = await startDigits({
        run: join(root, 'nan'),
        steps: 60,
        checkpointEverySteps: 2,
        ahead: 1,
        rate: 1000,
      }).end;
      console.info(stderr);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /must stay a finite number. Got (NaN|Infinity) for term '\w+' of '(generator|discriminator)' in step \d+, after \d+ images/,
      );
      expect(stderr).toMatch(/Lower the learning rate of '(generator|discriminator)'/);
      expect(stderr).toMatch(
        /its last whole checkpoint is .*checkpoint\.safetensors, of step \d+, \d+ images\. To go on: train\(…, \{ run: '/,
      );
      expect(steps.at(-1)!.step - checkpointStep('nan', 'checkpoint.safetensors')).toBeLessThanOrEqual(2);
      expect(json('nan', 'failure.json')['message']).toMatch(/must stay a finite number/);
    },
    LIMIT,
  );

  test(
    'thirty times the rate: stops, and with `recover` comes through',
    async () => {
      const fragile = { steps: 60, checkpointEverySteps: 5, ahead: 1, rate: 30 };
      expect((await startDigits({ ...fragile, run: join(root, 'stops') }).end).code).toBe(1);
      const { code, stderr } = await startDigits({ ...fragile, run: join(root, 'recovers'), recover: true }).end;
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(stderr).toMatch(/warning \(recover\): The run went back to step \d+, \d+ images, with lower learning rates/);
      expect(json('recovers', 'summary.json')).toMatchObject({ steps: 60 });
      const log = readFileSync(join(root, 'recovers', 'log.jsonl'), 'utf8')
        .trim()
        .split('\n');
      expect(log.map((line) => (JSON.parse(line) as { step: number }).step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
      expect(readFileSync(join(root, 'recovers', 'warnings.jsonl'), 'utf8')).toMatch(/"kind":"recover"/);
    },
    LIMIT,
  );
});

describe('signals', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s: saved and ended cleanly; resumed it is the run that nobody stopped',
    async (signal) => {
      const options = { steps: 40, checkpointEverySteps: 15, ahead: 1 };
      const child = startDigits({ ...options, run: join(root, signal) });
      await child.reached(20);
      child.send(signal);
      const { code, stderr } = await child.end;
      expect({ code, stderr }).toMatchObject({ code: 0 });
      const { steps, stopped } = json(signal, 'summary.json');
      expect(stopped).toBe(signal);
      expect(checkpointStep(signal, 'checkpoint.safetensors')).toBe(steps);
      expect(stderr).toMatch(
        new RegExp(`stopped: ${signal}\\nStopped by ${signal} after step ${String(steps)}, .* To go on: train\\(…, \\{ run: '`),
      );
      const { code: second } = await startDigits({ ...options, run: join(root, signal), resume: true }).end;
      expect(second).toBe(0);
      if (!existsSync(join(root, 'unstopped'))) await startDigits({ ...options, run: join(root, 'unstopped') }).end;
      const [{ 'log.jsonl': log, 'checkpoint.safetensors': state }, whole] = [
        runContent(join(root, signal)),
        runContent(join(root, 'unstopped')),
      ];
      expect({ log, state }).toEqual({ log: whole['log.jsonl'], state: whole['checkpoint.safetensors'] });
    },
    LIMIT,
  );

  test(
    'a second one ends the process at once',
    async () => {
      const child = startDigits({ run: join(root, 'twice'), steps: 100_000, checkpointEverySteps: 20, ahead: 1 });
      await child.reached(5);
      child.send('SIGINT');
      // Signals that come together are one to a process.
      await child.said('Once more ends it at once.');
      child.send('SIGINT');
      expect((await child.end).code).toBe(130);
    },
    LIMIT,
  );
});

const succeeds = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'ganblocks-disk-'));
const mounted = process.platform === 'linux' && succeeds('mount', '-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder);
afterAll(() => {
  if (mounted) succeeds('umount', folder);
  rmSync(folder, { recursive: true, force: true });
});

(mounted ? test : test.skip)(
  `a disk that runs full loses nothing${mounted ? '' : ' (skipped: mounting a small tmpfs is not permitted here)'}`,
  async () => {
    const [run, options] = [join(folder, 'run'), { steps: 40, checkpointEverySteps: 5, ahead: 1 }];
    const child = startDigits({ ...options, run });
    await child.reached(12);
    fill(folder);
    const { code, stderr } = await child.end;
    console.info(stderr);
    expect(code).toBe(1);
    expect(stderr).toMatch(/could not write '.*'\. Got ENOSPC \(the disk is full\)\. Make room there/);
    expect(stderr).toMatch(/its last whole checkpoint is .*checkpoint\.safetensors, of step \d+/);
    rmSync(join(folder, 'ballast'), { recursive: true });
    const resumed = await startDigits({ ...options, run, resume: true }).end;
    expect({ code: resumed.code, stderr: resumed.stderr }).toMatchObject({ code: 0 });
    const whole = join(root, 'roomy');
    await startDigits({ ...options, run: whole }).end;
    expect(runContent(run)).toEqual(runContent(whole));
  },
  LIMIT,
);

/** Fills a disk to the last page. */
function fill(disk: string): void {
  mkdirSync(join(disk, 'ballast'));
  for (let size = 2 ** 20, n = 0; size >= 512;) {
    try {
      writeFileSync(join(disk, 'ballast', String(n++)), new Uint8Array(size));
    } catch {
      size /= 2;
    }
  }
}
