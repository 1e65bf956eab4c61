import { findTorch } from '../../compare/findTorch';
import { type Ratios, ratiosOf, type Round } from '../../compare/ratios';
import { oursOf, theirsOf } from '../../compare/sides';
import type { BenchOptions } from '../../options';
import { progressOf } from '../../progress';

export interface ComparedCase {
  readonly case: string;
  /** Ours on as many threads as PyTorch. */
  readonly together: Ratios;
  /** Ours on one thread beside PyTorch's all. */
  readonly alone: Ratios;
}

export interface Comparison {
  readonly threads: number;
  readonly rounds: number;
  /** Steps of a round. */
  readonly repeat: number;
  readonly torch: string;
  readonly cases: readonly ComparedCase[];
}

/** In each round ours, PyTorch, and ours on one thread, each in a process of its own. */
export async function compareAll(options: BenchOptions, names: readonly string[]): Promise<Comparison> {
  const { rounds, repeat, threads } = options;
  const torch = await findTorch({ python: options.python, script: options.torchScript });
  const ours = { ...options, backend: 'wasm' as const };
  const progress = progressOf(names.length * rounds);
  const cases: ComparedCase[] = [];
  for (const name of names) {
    const [together, alone]: [Round[], Round[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      const { median_s: both } = await oursOf(name, ours);
      const { median_s: theirs } = await theirsOf(name, options, torch);
      const { median_s: one } = await oursOf(name, ours, 1);
      together.push({ ours: both, torch: theirs });
      alone.push({ ours: one, torch: theirs });
      progress(`${name}, round ${round}: ours ${both} s, PyTorch ${theirs} s, ours on one thread ${one} s`);
    }
    cases.push({ case: name, together: ratiosOf(together), alone: ratiosOf(alone) });
  }
  return { threads, rounds, repeat, torch: torch.version, cases };
}
