import { parseArgs } from 'node:util';
import { check } from '@ganblocks/core';

export const HELP = `npm run learn -- [options]

Trains small presets with a fixed seed on real data and measures what they have learned: trained, untrained, and with the generator's
rate at 0; some rows train others beside, to compare with. Each threshold is one that neither the untrained one nor the one whose
generator stood still may reach. Writes docs/papers/results/ROW.json, its table in docs/learning.md, and
pictures to runs/learn/ROW. Ends with 1 where a row has not passed.
Runs on wasm, whose numbers are the same with any threads; GANBLOCKS_BACKEND chooses another backend.

  --only ROW,ROW  which rows; default: all
  --list          the rows, their presets and thresholds, and how long they took; runs nothing
  --seed N        another seed; nothing is written to docs then
  --page          only writes the table in docs/learning.md anew, from the results that there are
  --dry           a hundredth of the images, to see that a row runs: nothing is written to docs, thresholds do not count
  --help`;

export interface LearnOptions {
  readonly mode: 'run' | 'dry' | 'list' | 'page';
  readonly only: readonly string[];
  /** Default: the row's own. */
  readonly seed: number | undefined;
}

/**
 * The command line's options, or undefined where it asks for help.
 *
 * @throws GanError for a row that there is not, or a seed that is none.
 */
export function learnOptions(args: readonly string[], known: readonly string[]): LearnOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      seed: { type: 'string' },
      list: { type: 'boolean', default: false },
      page: { type: 'boolean', default: false },
      dry: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const only = values.only?.split(',') ?? known;
  const unknown = only.filter((name) => !known.includes(name));
  check(unknown.length === 0, () => `--only: there is no row ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  const seed = values.seed === undefined ? undefined : Number(values.seed);
  check(seed === undefined || (Number.isSafeInteger(seed) && seed >= 0 && values.seed !== ''), () => {
    return `--seed must be a whole number from 0. Got '${values.seed}'.`;
  });
  const modes = (['list', 'page', 'dry'] as const).filter((mode) => values[mode]);
  check(modes.length < 2, () => `Choose one of --list, --page, --dry. Got --${modes.join(', --')}.`);
  return { mode: modes[0] ?? 'run', only, seed };
}
