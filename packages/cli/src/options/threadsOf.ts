import { checkUsage } from '../usageError';
import type { Given } from './given';
import { wholeNumber } from './values';

const MOST = 64;

/**
 * What `--threads` says.
 *
 * @throws UsageError that names it.
 */
export function threadsOf(given: Given): number | undefined {
  const text = given.text('threads');
  if (text === undefined) return undefined;
  const threads = wholeNumber('--threads', text);
  checkUsage(threads <= MOST, () => `--threads must be ${MOST} at most. Got ${threads}. Leave it out for all cores.`);
  return threads;
}
