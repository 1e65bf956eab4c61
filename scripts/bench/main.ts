/** Times whole training steps and prints one JSON object a line, in the form of the PyTorch yardstick. */
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { useBackend } from '@ganblocks/backends';
import type { BackendName } from '@ganblocks/backends';
import { type BenchCase, cases as syntheticCases } from './cases';
import { dataCases } from './dataCases';
import { timeSteps } from './timeSteps';

const cases: Readonly<Record<string, BenchCase>> = { ...syntheticCases, ...dataCases };

const HELP = `npm run bench -- [--only NAME,NAME] [--repeat N] [--backend NAME] [--threads N]

Whole adversarial rounds (one discriminator update, one generator update, Adam), warm-up steps, then N timed ones.
  --only     which cases; default: all (${Object.keys(cases).join(', ')})
  --repeat   timed steps; default 5
  --warm-up  steps before them; default 2, and none on cpu, where a step takes minutes
  --backend  default: the best that is installed (GANBLOCKS_BACKEND decides too)
  --threads  of the tensorflow backend; default 2. wasm and cpu have one`;

function options():
  { only: string[]; repeat: number; warmUp: number | undefined; backend: BackendName | 'auto'; threads: number } | undefined {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      repeat: { type: 'string', default: '5' },
      'warm-up': { type: 'string' },
      backend: { type: 'string', default: 'auto' },
      threads: { type: 'string', default: '2' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const count = (name: string, text: string, least: number): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least)
      throw new Error(`--${name} must be a whole number of at least ${least}. Got '${text}'.`);
    return number;
  };
  const only = values.only?.split(',') ?? Object.keys(cases);
  const unknown = only.filter((name) => !(name in cases));
  if (unknown.length > 0) throw new Error(`--only: unknown case ${unknown.join(', ')}. Known: ${Object.keys(cases).join(', ')}.`);
  return {
    only,
    repeat: count('repeat', values.repeat, 1),
    warmUp: values['warm-up'] === undefined ? undefined : count('warm-up', values['warm-up'], 0),
    backend: values.backend as BackendName,
    threads: count('threads', values.threads, 1),
  };
}

const median = (sorted: readonly number[]): number => {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};
const rounded = (seconds: number | undefined): number => Math.round((seconds ?? NaN) * 1e5) / 1e5;

async function main(): Promise<void> {
  const request = options();
  if (!request) {
    console.log(HELP);
    return;
  }
  // TensorFlow reads it when its library is loaded: so many threads for the work within an op, one op at a time.
  process.env['TF_NUM_INTRAOP_THREADS'] = String(request.threads);
  process.env['TF_NUM_INTEROP_THREADS'] = '1';
  const { name: backend } = await useBackend(request.backend, { report: (line) => console.error(line) });
  for (const name of request.only) {
    const bench = cases[name];
    if (!bench) continue;
    const { seconds, params } = await timeSteps(bench, request.repeat, request.warmUp ?? (backend === 'cpu' ? 0 : 2));
    const sorted = [...seconds].sort((a, b) => a - b);
    const times = { median_s: rounded(median(sorted)), min_s: rounded(sorted[0]), max_s: rounded(sorted.at(-1)) };
    console.log(
      JSON.stringify({
        case: name,
        ...times,
        repeat: request.repeat,
        threads: backend.startsWith('tensorflow') ? request.threads : 1,
        backend,
        tfjs: tf.version_core,
        params,
      }),
    );
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
