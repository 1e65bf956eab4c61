import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kill, type Kill, killsOf, titleOf } from './kills';
import { runContent } from './runContent';
import { startDigits } from './startDigits';

const KILLS = 20;
const STEPS = 60;
const LIMIT = 300_000;

const kills = killsOf(KILLS, STEPS);
const cases = kills.map((moment, i) => ({ ...moment, number: i + 1, title: titleOf(moment) }));

let [root, halfWritten, inWriting] = ['', 0, 0];
const options = { steps: STEPS, checkpointEverySteps: 3, resume: 'auto' } as const;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ganblocks-kill-'));
  const { code, stderr } = await startDigits({ ...options, run: join(root, 'whole'), ahead: 2 }).end;
  expect({ code, stderr }).toMatchObject({ code: 0 });
}, LIMIT);
afterAll(() => {
  console.info(`${inWriting} of the kills came when a checkpoint was begun, ${halfWritten} left half a file behind`);
  rmSync(root, { recursive: true, force: true });
});

/** Kills a run at its moment; true where it was still alive. */
async function killed(run: string, ahead: number, moment: Kill): Promise<boolean> {
  const { alive, ...end } = await kill(startDigits({ ...options, run, ahead }), run, moment);
  inWriting += Number(end.inWriting);
  halfWritten += Number(end.halfWritten);
  return alive;
}

/** Goes on to the end, and compares all with the run that nobody killed. */
async function finish(run: string, ahead: number): Promise<void> {
  const { code, stderr } = await startDigits({ ...options, run, ahead }).end;
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(runContent(run)).toEqual(runContent(join(root, 'whole')));
  expect(readdirSync(run).filter((name) => name.endsWith('.tmp'))).toEqual([]);
}

describe('a run that is killed and resumed is bit for bit the one that was not', () => {
  test.each(cases)(
    'kill $number of 20: $title',
    async ({ number, ...moment }) => {
      const run = join(root, `pair-${number}`);
      // Another number of batches made ahead than before: the order of the data does not depend on it.
      expect(await killed(run, number % 3, moment)).toBe(true);
      await finish(run, (number + 1) % 4);
    },
    LIMIT,
  );

  test(
    'all 20 kills in one run',
    async () => {
      const run = join(root, 'chain');
      for (const [i, moment] of kills.entries()) expect(await killed(run, i % 4, moment)).toBe(true);
      await finish(run, 1);
    },
    3 * LIMIT,
  );
});
