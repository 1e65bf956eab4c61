import type { JsonObject } from '@ganblocks/core';

export interface MirrorImagesOptions {
  /**
   * Turns each image left to right with probability 0.5, anew each epoch; decided by seed, epoch and image, so that a restart changes nothing. For
   * faces and animals, not for letters or digits. Default: false.
   */
  readonly mirror?: boolean;
}

/** What a run's configuration records of the option. */
export function describeMirror(mirror: boolean): JsonObject {
  return mirror ? { mirror } : {};
}
