import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { randomStream } from '@ganblocks/core';
import type { DigitsProcess } from './startDigits';

/** When a process is killed: so many milliseconds after a step, or while the checkpoint is written that follows it. */
export interface Kill {
  /** A step, by which kills are ordered. */
  readonly place: number;
  /** -1: from its start. */
  readonly after: number;
  readonly delay: number;
  readonly writing: boolean;
}

/** Seeded, in the order of their places; each fourth while a checkpoint is written, and one in ten while the process still starts. */
export function killsOf(count: number, steps: number): readonly Kill[] {
  const random = randomStream(2026).split('kills');
  return Array.from({ length: count }, (_, i) => {
    const [place, part, starting] = [Math.floor(random.next() * (steps - 4)), random.next(), i % 10 === 0];
    return { place, after: starting ? -1 : place, delay: part * (starting ? 2500 : 60), writing: i % 4 === 3 };
  }).sort((a, b) => a.place - b.place);
}

export const titleOf = ({ after, writing }: Kill): string =>
  after < 0 ? 'while it starts' : `after step ${after}${writing ? ', while a checkpoint is written' : ''}`;

const PARTIAL = '.checkpoint.safetensors.tmp';

/** How a process met its end. */
export interface Killed {
  /** Whether it was alive until then. */
  readonly alive: boolean;
  /** Whether a checkpoint was begun at that moment. */
  readonly inWriting: boolean;
  /** Whether half a file is left of it. */
  readonly halfWritten: boolean;
}

/** Kills a process at its moment. */
export async function kill(child: DigitsProcess, run: string, { after, delay, writing }: Kill): Promise<Killed> {
  if (after >= 0) await child.reached(after);
  const inWriting = writing && existsSync(run);
  if (inWriting) await Promise.race([partialFile(run), child.end]);
  else await setTimeout(delay);
  child.send('SIGKILL');
  const { signal } = await child.end;
  return { alive: signal === 'SIGKILL', inWriting, halfWritten: existsSync(join(run, PARTIAL)) };
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
