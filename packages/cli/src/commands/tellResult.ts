import type { TrainedRun } from '../run/trainRun';
import type { Terminal } from '../terminal';

/** Prints what has become of a run, and returns what the process ends with. */
export function tellResult(
  { summary, exitCode }: TrainedRun,
  { run, json, quiet, terminal }: { run: string; json: boolean; quiet: boolean; terminal: Terminal },
): number {
  if (!quiet && exitCode === 0) {
    terminal.err(`Open ${run}/report.html to see how it went; 'ganblocks sample ${run} --seeds 1-64' draws more.`);
  }
  terminal.out(json ? JSON.stringify({ run, ...summary }, null, 2) : run);
  return exitCode;
}
