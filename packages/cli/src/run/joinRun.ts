import type { RunCommand } from './runCommand';
import { trainRun } from './trainRun';

/**
 * Takes part in a run as a further replica: builds what the command says, and trains with the first one, which alone measures, watches, writes and
 * says anything. The thread ends with the run.
 */
export async function joinRun(text: string): Promise<void> {
  const { evaluate, ...command } = JSON.parse(text) as RunCommand;
  const silent = { out: () => undefined, err: () => undefined };
  await trainRun({ ...command, watch: false }, { run: '', quiet: true, terminal: silent });
}
