import { check } from '@ganblocks/core';
import { importUnbundled } from '../../importUnbundled';
import type { Place } from '../../place';

/** How many threads are wanted, and whether somebody asked for them. */
export interface WantedThreads {
  readonly count: number;
  readonly asked: boolean;
}

const MOST_THREADS = 64;

/** What asks for threads. */
export interface ThreadWishes {
  /** What the caller wrote. */
  readonly threads: number | undefined;
  /** The value of GANBLOCKS_THREADS. */
  readonly environment: string | undefined;
  readonly place: Place;
}

async function coresOfNode(): Promise<number> {
  const os = (await importUnbundled('node:os')) as { availableParallelism?(): number; cpus(): readonly unknown[] };
  return os.availableParallelism?.() ?? os.cpus().length;
}

/**
 * The option wins over the environment, which wins over all cores in Node and one thread in a browser.
 *
 * @throws GanError where what was asked for is not a whole number from 1 to 64
 */
export async function wantedThreads({ threads, environment, place }: ThreadWishes): Promise<WantedThreads> {
  const fromEnvironment = threads === undefined && environment !== undefined && environment !== '';
  const asked = fromEnvironment ? Number(environment) : threads;
  if (asked === undefined) {
    const cores = place === 'node' ? await coresOfNode() : 1;
    return { count: Math.min(Math.max(1, cores), MOST_THREADS), asked: false };
  }
  check(
    Number.isInteger(asked) && asked >= 1 && asked <= MOST_THREADS,
    () =>
      `useBackend: threads must be a whole number from 1 to ${MOST_THREADS}. Got ${fromEnvironment ? `GANBLOCKS_THREADS=${environment}` : asked}. ` +
      'Leave it out for all cores, or give 1 for none but the main thread.',
  );
  return { count: asked, asked: true };
}
