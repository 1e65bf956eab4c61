import type { BenchOptions } from '../options';
import { again, jsonLinesOf } from '../ownProcess';
import type { Torch } from './findTorch';

export interface TimedSteps {
  readonly median_s: number;
  readonly threads: number;
  readonly backend?: string;
  readonly torch?: string;
}

/** The one line that a process prints for one case. */
const timed = async (lines: Promise<unknown[]>): Promise<TimedSteps> => {
  const [line] = (await lines) as TimedSteps[];
  if (typeof line?.median_s !== 'number') throw new Error('A timed case must print one JSON line with median_s.');
  return line;
};

/** The steps of a case here, in a process of its own. */
export function oursOf(name: string, { backend, repeat, warmUp, threads: all }: BenchOptions, threads = all): Promise<TimedSteps> {
  const warm = warmUp === undefined ? [] : ['--warm-up', String(warmUp)];
  return timed(again(['--only', name, '--backend', backend, '--threads', String(threads), '--repeat', String(repeat), ...warm]));
}

/** Those of PyTorch, in a process of its own. */
export const theirsOf = (name: string, { threads, repeat }: BenchOptions, { python, script }: Torch): Promise<TimedSteps> =>
  timed(jsonLinesOf(python, [script, '--only', name, '--threads', String(threads), '--repeat', String(repeat)]));
