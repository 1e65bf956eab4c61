import { check } from '@ganblocks/core';

/** How a run is divided among threads. */
export interface ReplicaOptions {
  /** Threads that train, this one included: up to the processor's cores. */
  readonly count: number;
  /**
   * The module that each further thread runs, from its top to its own call of `train` with replicas, where it joins: `import.meta.url` of the file that
   * says so, or a file that builds system and data in the same way.
   */
  readonly script: string | URL;
  /** `process.argv` from the third on in these threads. Default: as here. */
  readonly argv?: readonly string[];
  /** Seconds that a replica waits in an update for another one, before the run fails. Default: 600. */
  readonly timeLimit?: number;
}

/**
 * Checks what `replicas` is given.
 *
 * @throws GanError naming the option that does not fit.
 */
export function checkReplicaOptions({ count, script, timeLimit = 600 }: ReplicaOptions): void {
  check(Number.isSafeInteger(count) && count >= 1 && count <= 64, () => {
    return `train: replicas.count must be a whole number from 1 to 64. Got ${String(count)}. Use the number of the processor's cores, or less.`;
  });
  check(String(script).startsWith('file:'), () => {
    return `train: replicas.script must be the URL of a module. Got '${String(script)}'. Pass import.meta.url, or new URL('./my-gan.js', import.meta.url).`;
  });
  check(timeLimit > 0, () => `train: replicas.timeLimit must be a number of seconds above 0. Got ${timeLimit}. Leave it out for 600.`);
}
