import type { BenchOptions } from '../options';
import { progressOf } from '../progress';
import { table } from '../table';
import { threadsText } from '../threadsText';
import { findTorch } from './findTorch';
import { type Ratios, ratiosOf, type Round } from './ratios';
import { oursOf, theirsOf } from './sides';

const fixed = (seconds: number): string => seconds.toFixed(4);
const rowOf = (name: string, { ours, torch, ratio_of_medians, ratio_of_bests }: Ratios): string[] => [
  name,
  ...[ours.median_s, ours.best_s, torch.median_s, torch.best_s].map(fixed),
  `${ratio_of_medians.toFixed(2)}x`,
  `${ratio_of_bests.toFixed(2)}x`,
];

/** Takes the steps of each case here and in PyTorch, in turn, each time in a process of its own, and prints both and their ratios. */
export async function compareSteps(options: BenchOptions): Promise<void> {
  const { only, rounds, repeat, threads, json } = options;
  const torch = await findTorch({ python: options.python, script: options.torchScript });
  const progress = progressOf(only.length * rounds);
  const rows: string[][] = [['s a step', 'ours median', 'best', 'PyTorch median', 'best', 'ratio of medians', 'of bests']];
  let on = { backend: '', threads: 0 };

  for (const name of only) {
    const taken: Round[] = [];
    for (let round = 1; round <= rounds; round++) {
      const ours = await oursOf(name, options);
      const theirs = await theirsOf(name, options, torch);
      on = { backend: ours.backend ?? '', threads: ours.threads };
      taken.push({ ours: ours.median_s, torch: theirs.median_s });
      progress(`${name}, round ${round}: ours ${fixed(ours.median_s)} s, PyTorch ${fixed(theirs.median_s)} s`);
    }
    const ratios = ratiosOf(taken);
    rows.push(rowOf(name, ratios));
    const setting = { rounds, repeat, ...on, torch_threads: threads, torch_version: torch.version };
    if (json) console.log(JSON.stringify({ case: name, ...ratios, ...setting, each: taken }));
  }
  const sides = `${on.backend} with ${threadsText(on.threads)}, PyTorch ${torch.version} with ${threadsText(threads)}`;
  if (!json) console.log(`${rounds} rounds in turn, ${sides}; the median of ${repeat} steps a round\n${table(rows)}`);
}
