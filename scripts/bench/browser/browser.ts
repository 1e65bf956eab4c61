import type { BenchOptions } from '../options';
import { table } from '../table';
import { browserSteps } from './browserSteps';

/** Prints what a step takes in headless Chromium, beside Node. */
export async function browser(options: BenchOptions): Promise<void> {
  const taken = await browserSteps(options);
  if (options.json) {
    for (const line of taken) console.log(JSON.stringify(line));
    return;
  }
  const rows = taken.map(({ case: name, threads, node_s, chromium_s, same_losses }) => [
    name,
    String(threads),
    node_s.toFixed(4),
    chromium_s.toFixed(4),
    `${(chromium_s / node_s).toFixed(2)}x`,
    same_losses ? 'the same' : 'differ',
  ]);
  console.log(`Chromium ${taken[0]?.chromium ?? ''}: one thread on that of the page, several in a Worker of an isolated page`);
  console.log(table([['s a step', 'threads', 'Node', 'Chromium', 'ratio', 'losses'], ...rows]));
}
