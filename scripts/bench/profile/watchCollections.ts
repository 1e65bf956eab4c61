import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

export interface CollectionWatch {
  /** Milliseconds that the garbage collector stopped the program since the last call. */
  take(): Promise<number>;
  stop(): void;
}

/** Times the garbage collector from now on. */
export function watchCollections(): CollectionWatch {
  const observer = new PerformanceObserver(() => undefined);
  observer.observe({ entryTypes: ['gc'] });
  return {
    async take() {
      await setImmediate(); // Node reports a collection in the next turn of its loop
      return observer.takeRecords().reduce((sum, { duration }) => sum + duration, 0);
    },
    stop: () => observer.disconnect(),
  };
}
