/** Tells the beginning of a lasting bad state once. */
export interface Alarm {
  /** Takes the severity at a look; true where the state has just been found to last. */
  sees(severity: number, imagesSeen: number): boolean;
  /** Images shown at the first look of the bad state; undefined where all is well. */
  readonly since: number | undefined;
}

/** A state that was bad has ended only below this, so that one on the edge is told once. */
const RELEASE = 0.7;

/**
 * An alarm with hysteresis: it begins when the severity has been 1 or more (or no number) at `patience` looks in a row, and ends below 0.7; it
 * begins again only after it has ended.
 *
 * @example const one = alarm({ patience: 2 }); [one.sees(2, 100), one.sees(2, 200), one.sees(2, 300)]; // [false, true, false]
 */
export function alarm({ patience }: { readonly patience: number }): Alarm {
  let since: number | undefined;
  let looks = 0;
  let begun = false;
  return {
    get since() {
      return since;
    },
    sees(severity, imagesSeen) {
      const isBad = !(severity < 1);
      if (!isBad && (!begun || severity < RELEASE)) {
        [since, looks, begun] = [undefined, 0, false];
        return false;
      }
      since ??= imagesSeen;
      looks += 1;
      if (begun || looks < patience) return false;
      begun = true;
      return true;
    },
  };
}
