/** One reading of the clock. */
interface Reading {
  readonly seconds: number;
  readonly images: number;
}

/** Images per second over a sliding window. */
export interface Throughput {
  /** Takes a reading and returns the rate over the window; 0 while there is no time between the readings. */
  rate(seconds: number, images: number): number;
}

/**
 * Measures images per second over the last `windowSeconds` (default 30) and at most `readings` steps (default 256), so that the rate follows
 * a change within moments and does not jump from step to step.
 *
 * @example const speed = throughput(); speed.rate(0, 0); speed.rate(2, 128); // 64
 */
export function throughput({ windowSeconds = 30, readings = 256 }: { windowSeconds?: number; readings?: number } = {}): Throughput {
  const window: Reading[] = [];
  return {
    rate(seconds, images) {
      window.push({ seconds, images });
      while (window.length > 2 && (window.length > readings || seconds - window[1]!.seconds >= windowSeconds)) window.shift();
      const first = window[0]!;
      return seconds > first.seconds ? (images - first.images) / (seconds - first.seconds) : 0;
    },
  };
}
