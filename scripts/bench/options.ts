import { parseArgs } from 'node:util';
import type { BackendName } from '@ganblocks/backends';

const modes = ['profile', 'compare', 'inference', 'kernels', 'browser', 'page'] as const;

export interface BenchOptions {
  readonly mode: 'steps' | (typeof modes)[number];
  /** Names of cases; of kernels the text that their rows have; of the page its sections. */
  readonly only: readonly string[];
  readonly repeat: number;
  /** Default by the backend. */
  readonly warmUp: number | undefined;
  readonly rounds: number;
  readonly threads: number;
  readonly backend: BackendName | 'auto';
  readonly batches: readonly number[];
  readonly shapes: boolean;
  readonly json: boolean;
  readonly python: string | undefined;
  readonly torchScript: string | undefined;
}

/** What there is to choose from. */
export interface KnownCases {
  readonly training: readonly string[];
  /** Those that the PyTorch script has too. */
  readonly compared: readonly string[];
  readonly inference: readonly string[];
  /** Ways to write cases of other sizes. */
  readonly sized: readonly string[];
  /** What the page is measured by. */
  readonly sections: readonly string[];
}

export const help = ({ training, inference, sized, sections }: KnownCases): string => `npm run bench -- [options]

Whole adversarial rounds (one discriminator update, one generator update, Adam), warm-up steps, then timed ones.
Cases: ${training.join(', ')}.
Of other sizes: ${sized.join(', ')}.

  --only NAME,NAME     which cases; default: all of the mode
  --repeat N           timed steps; default 5
  --warm-up N          steps before them, while the engine compiles; default 30, and none on cpu, where a step takes minutes
  --backend NAME       default: the best that is installed (GANBLOCKS_BACKEND decides too)
  --threads N          of wasm, of tensorflow and of PyTorch; default 2
  --json               one JSON object a line in place of tables

Other modes:
  --profile            the fastest of the timed steps, kernel by kernel; --shapes lists each shape for itself; --only takes generators too
  --compare            beside PyTorch: both in turn, each in a process of its own, for so many --rounds N (default 5);
                       --python PATH, --torch-script PATH: default python3, benchmarks/torch_steps.py
  --inference          images from generators: ${inference.join(', ')}; --batch N,N (default 1,8)
  --kernels            our kernels beside stock conv2d, shape by shape; fails where one is below 1.1 times its rate.
                       --only TEXT: the rows with this text
  --browser            in headless Chromium, beside Node: on one thread, and on --threads in a Worker of an isolated page
  --page               writes the tables and curves of docs/speed.md from docs/speed/results.json; --only SECTION,SECTION measures these
                       anew before: ${sections.join(', ')}`;

const count = (name: string, text: string, least: number): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw new Error(`--${name} must be a whole number of at least ${least}. Got '${text}'.`);
  return number;
};

function modeOf(
  asked: Readonly<Record<(typeof modes)[number], boolean>>,
  only: readonly string[],
  known: KnownCases,
): BenchOptions['mode'] {
  const chosen = modes.filter((mode) => asked[mode]);
  if (chosen.length > 1) throw new Error(`Choose one of ${modes.map((mode) => `--${mode}`).join(', ')}. Got --${chosen.join(', --')}.`);
  const generators = only.length > 0 && only.every((name) => known.inference.includes(name));
  return chosen[0] ?? (generators ? 'inference' : 'steps');
}

/** The cases that were named, or all of the mode. */
function chosenCases(mode: Exclude<BenchOptions['mode'], 'kernels'>, named: readonly string[], known: KnownCases): readonly string[] {
  const { training, compared, inference, sections } = known;
  const all = { steps: training, profile: training, compare: compared, browser: compared, inference, page: sections }[mode];
  const choices = mode === 'profile' ? [...training, ...inference] : all;
  const families = mode === 'steps' || mode === 'profile' ? known.sized.map((name) => name.replace(/\?.*/, '?')) : [];
  const unknown = named.filter((name) => !choices.includes(name) && !families.some((family) => name.startsWith(family)));
  if (unknown.length > 0)
    throw new Error(
      `--only: unknown case ${unknown.join(', ')}. Known here: ${[...choices, ...families.map((family) => `${family}…`)].join(', ')}.`,
    );
  return named.length > 0 || mode === 'page' ? named : all;
}

/** Reads a command line; undefined where it asks for help. Names of generators alone mean `--inference`. */
export function readOptions(args: readonly string[], known: KnownCases): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ profile: { type: 'boolean', default: false }, compare: { type: 'boolean', default: false } },
      ...{ inference: { type: 'boolean', default: false }, kernels: { type: 'boolean', default: false } },
      ...{ browser: { type: 'boolean', default: false }, page: { type: 'boolean', default: false } },
      only: { type: 'string' },
      repeat: { type: 'string', default: '5' },
      'warm-up': { type: 'string' },
      rounds: { type: 'string', default: '5' },
      threads: { type: 'string', default: '2' },
      backend: { type: 'string', default: 'auto' },
      batch: { type: 'string', default: '1,8' },
      shapes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      python: { type: 'string' },
      'torch-script': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const named = values.only?.split(',') ?? [];
  const mode = modeOf(values, named, known);
  const { backend, shapes, json, python } = values;
  return {
    mode,
    only: mode === 'kernels' ? [values.only ?? ''] : chosenCases(mode, named, known),
    repeat: count('repeat', values.repeat, 1),
    warmUp: values['warm-up'] === undefined ? undefined : count('warm-up', values['warm-up'], 0),
    rounds: count('rounds', values.rounds, 1),
    threads: count('threads', values.threads, 1),
    backend: backend as BackendName | 'auto',
    batches: values.batch.split(',').map((text) => count('batch', text, 1)),
    ...{ shapes, json, python, torchScript: values['torch-script'] },
  };
}
