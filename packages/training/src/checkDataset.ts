import { check } from '@ganblocks/core';

/**
 * Checks that batches can be drawn: where types are not checked, a table or a promise is passed soon enough.
 *
 * @throws GanError that says what was given, and what to make of it.
 */
export function checkDataset(data: unknown): void {
  const given = typeof data === 'object' && data !== null ? data : {};
  const isSet = 'stream' in given && typeof given.stream === 'function';
  check(isSet, () => `train: data must be a data set, with stream(). ${describe(given)}`);
}

function describe(given: object): string {
  if ('then' in given) return 'Got a promise. Await it first.';
  if ('imageShape' in given) return 'Got a table of images. Say what a batch has of it: labelledImages(table), for example.';
  return 'Got something else. Make one by labelledImages(table), for example, or write one by the contract Dataset.';
}
