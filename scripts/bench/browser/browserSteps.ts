import type { BenchOptions } from '../options';
import { again } from '../ownProcess';
import { progressOf } from '../progress';
import { summary } from '../statistics';
import { usualWarmUp } from '../steps/warmUp';
import { inChromium } from './inChromium';

/** The steps of one case on one number of threads, in Node and in Chromium. */
export interface BrowserSteps {
  readonly case: string;
  readonly threads: number;
  readonly node_s: number;
  readonly chromium_s: number;
  /** Whether all losses of the last round are equal to the last bit. */
  readonly same_losses: boolean;
  readonly chromium: string;
}

/** What `--json` prints of a case. */
interface TimedLine {
  readonly median_s: number;
  readonly losses: readonly number[];
  readonly threads: number;
}

/** The threads that are asked for, after one alone. */
const threadCounts = ({ threads }: BenchOptions): number[] => (threads > 1 ? [1, threads] : [1]);

/** Takes the steps of each case in Node and in headless Chromium, in turn. */
export async function browserSteps(options: BenchOptions): Promise<BrowserSteps[]> {
  const { only, repeat, warmUp = usualWarmUp('wasm') } = options;
  const counts = threadCounts(options);
  const progress = progressOf(only.length * counts.length);
  const taken: BrowserSteps[] = [];
  for (const name of only) {
    for (const threads of counts) {
      const times = ['--repeat', String(repeat), '--warm-up', String(warmUp), '--threads', String(threads)];
      const [inNode] = (await again(['--only', name, '--backend', 'wasm', ...times])) as TimedLine[];
      if (!inNode) throw new Error(`${name}: its process printed nothing.`);
      const { seconds, losses, chromium, threads: running } = await inChromium({ name, threads, repeat, warmUp });
      if (running !== inNode.threads) throw new Error(`${name}: Node computed on ${inNode.threads} threads, Chromium on ${running}.`);
      const same_losses = losses.join() === inNode.losses.join();
      const line = { case: name, threads: running, node_s: inNode.median_s, chromium_s: summary(seconds).median_s, same_losses, chromium };
      taken.push(line);
      progress(`${name}, ${running}: Node ${line.node_s} s, Chromium ${line.chromium_s} s`);
    }
  }
  return taken;
}
