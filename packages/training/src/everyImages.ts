import { check } from '@ganblocks/core';
import type { Moment, Observer } from './observer';

/** When else `everyImages` calls. */
export interface EveryImagesOptions {
  /** Also before the first step of a new run. Default: false. */
  readonly atStart?: boolean;
  /** Also after the last step, unless that step called already. Default: false. */
  readonly atEnd?: boolean;
}

/**
 * An observer that calls `action` each time the number of images shown passes a multiple of `images`. It counts images of the run, so that a
 * resumed run calls where an unbroken one would have.
 *
 * @throws GanError where `images` is not above 0.
 * @example everyImages(10_000, async (moment) => show(await moment.sample(16)), { atStart: true })
 */
export function everyImages(
  images: number,
  action: (moment: Moment) => Promise<void> | void,
  { atStart = false, atEnd = false }: EveryImagesOptions = {},
): Observer {
  check(images > 0, () => `everyImages: images must be above 0. Got ${images}. Use how many images shall lie between two calls.`);
  let passed = 0;
  let last: Moment | undefined;
  return {
    async begin(run) {
      passed = Math.floor(run.imagesSeen / images);
      last = undefined;
      if (atStart && run.step === 0) await action(run);
    },
    async step(event) {
      const now = Math.floor(event.imagesSeen / images);
      last = now > passed ? undefined : event;
      if (now === passed) return;
      passed = now;
      await action(event);
    },
    recover({ imagesSeen }) {
      passed = Math.floor(imagesSeen / images);
      last = undefined;
    },
    async end() {
      if (atEnd && last) await action(last);
    },
  };
}
