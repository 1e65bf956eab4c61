import { type JsonValue, shown } from '@ganblocks/core';
import { checkUsage } from '../usageError';
import type { RunCommand } from './runCommand';

/** What must not differ between two sittings of a run, for the second to go on as if there were one. */
const FIXED = [
  'system',
  'config',
  'data',
  'labels',
  'mirror',
  'skipBroken',
  'batchSize',
  'microBatchSize',
  'seed',
  'ema',
  'rates',
  'augment',
] as const;

/**
 * The command of a run that goes on: as it is written now, on the backend that the run was begun on where none is named.
 *
 * @throws UsageError naming the first option that differs from what the run was begun with.
 */
export function sameCommand(begun: RunCommand, now: RunCommand): RunCommand {
  for (const key of FIXED) {
    const [before, after] = [begun[key], now[key]] as (JsonValue | undefined)[];
    checkUsage(JSON.stringify(before) === JSON.stringify(after), () => {
      return `--resume: the run was begun with ${key} ${shown(before)}. Got ${shown(after)}. Give the same, or another folder by --run.`;
    });
  }
  return now.backend === 'auto' ? { ...now, backend: begun.backend } : now;
}
