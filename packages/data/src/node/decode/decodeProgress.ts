/** How far decoding has come. */
export interface DecodeProgress {
  /** Images that are decoded. */
  readonly done: number;
  readonly total: number;
  readonly imagesPerSecond: number;
  /** At this rate. */
  readonly secondsLeft: number;
}

/** Tells `observer` at most every `every` milliseconds, and at the end. */
export function progressReports(
  total: number,
  observer: ((progress: DecodeProgress) => void) | undefined,
  every = 200,
): (done: number) => void {
  const began = performance.now();
  let told = began;
  return (done) => {
    const now = performance.now();
    if (!observer || (done < total && now - told < every)) return;
    told = now;
    const imagesPerSecond = (1000 * done) / Math.max(now - began, 1);
    observer({ done, total, imagesPerSecond, secondsLeft: (total - done) / imagesPerSecond });
  };
}
