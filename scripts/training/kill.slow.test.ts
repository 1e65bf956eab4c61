import { existsSync, mkdtempSync, readdirSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomStream } from '@ganblocks/core';
import { runContent } from './runContent';
import { startDigits, type DigitsProcess } from './startDigits';

const KILLS = 20;
const STEPS = 60;
const LIMIT = 300_000;

/** When a process is killed: so many milliseconds after a step, or while the checkpoint is written that follows it. */
interface Kill {
  /** A step, by which kills are ordered. */
  readonly place: number;
  /** -1: from its start. */
  readonly after: number;
  readonly delay: number;
  readonly writing: boolean;
}

const random = randomStream(2026).split('kills');
/** Seeded, in the order of their places; each fourth while a checkpoint is written, and one in ten while the process still starts. */
const kills: readonly Kill[] = Array.from({ length: KILLS }, (_, i) => {
  const [place, part, starting] = [Math.floor(random.next() * (STEPS - 4)), random.next(), i % 10 === 0];
  return { place, after: starting ? -1 : place, delay: part * (starting ? 2500 : 60), writing: i % 4 === 3 };
}).sort((a, b) => a.place - b.place);

const titleOf = ({ after, writing }: Kill): string =>
  after < 0 ? 'while it starts' : `after step ${after}${writing ? ', while a checkpoint is written' : ''}`;
const cases = kills.map((kill, i) => ({ ...kill, number: i + 1, title: titleOf(kill) }));
const PARTIAL = '.checkpoint.safetensors.tmp';

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

/** Kills a process at its moment; true where it was still alive. */
async function kill(child: DigitsProcess, run: string, { after, delay, writing }: Kill): Promise<boolean> {
  if (after >= 0) await child.reached(after);
  if (writing && existsSync(run)) {
    await Promise.race([partialFile(run), child.end]);
    inWriting += 1;
  } else await setTimeout(delay);
  child.send('SIGKILL');
  const { signal } = await child.end;
  if (existsSync(join(run, PARTIAL))) halfWritten += 1;
  return signal === 'SIGKILL';
}

/** Resolves when a checkpoint is begun. */
function partialFile(run: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(run, (_, name) => {
      if (name !== PARTIAL) return;
      watcher.close();
      resolve();
    });
  });
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
      expect(await kill(startDigits({ ...options, run, ahead: number % 3 }), run, moment)).toBe(true);
      await finish(run, (number + 1) % 4);
    },
    LIMIT,
  );

  test(
    'all 20 kills in one run',
    async () => {
      const run = join(root, 'chain');
      for (const [i, moment] of kills.entries()) expect(await kill(startDigits({ ...options, run, ahead: i % 4 }), run, moment)).toBe(true);
      await finish(run, 1);
    },
    3 * LIMIT,
  );
});
