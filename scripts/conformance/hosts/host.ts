import type { HostEvent, Job } from '../items';

/** Runs jobs somewhere. */
export interface Host {
  /** Resolves when the job is done. @throws where the host ended before, with the reason. */
  run(job: Job, onEvent: (event: HostEvent) => void): Promise<void>;
}

/** An item that takes longer is taken for hung, and its host is ended. */
export const ITEM_TIME_LIMIT = 300_000;

/** Calls `onLate` where two signs of life are further apart than the limit. */
export function watchdog(onLate: () => void, limit = ITEM_TIME_LIMIT): { alive: () => void; stop: () => void } {
  let timer = setTimeout(onLate, limit);
  const stop = (): void => clearTimeout(timer);
  const alive = (): void => {
    stop();
    timer = setTimeout(onLate, limit);
  };
  return { alive, stop };
}
