import { installGradients } from '@ganblocks/core';
import { useBackend } from '@ganblocks/backends';
import type { BackendName } from '@ganblocks/backends';
import type { Family } from './family';
import { families as allFamilies } from './families/index';
import { openGoldens } from './openGoldens';
import { parseOptions, usage } from './options';
import { caseLine, summaryLine } from './report';
import { runCase } from './runCase';
import type { CaseResult } from './runCase';
import { selectCases } from './selectCases';

/** Where lines go, and what computes the cases: both are replaced in tests. */
export interface ParityRun {
  readonly families?: readonly Family[];
  readonly write?: (line: string) => void;
  readonly writeError?: (line: string) => void;
}

async function runAll(argv: readonly string[], families: readonly Family[], write: (line: string) => void): Promise<number> {
  const { goldens: folder, only, backend, help } = parseOptions(argv);
  if (help) {
    write(usage);
    return 0;
  }
  const goldens = await openGoldens(folder);
  const cases = only === undefined ? goldens.cases : selectCases(goldens.cases, only);
  await useBackend(backend as BackendName, { report: () => undefined });
  installGradients();

  const width = Math.max(...cases.map(({ name }) => name.length));
  const results: CaseResult[] = [];
  for (const golden of cases) {
    const result = await runCase(golden, goldens, families);
    results.push(result);
    write(caseLine(result, width));
  }
  write(summaryLine(results));
  return results.every(({ status }) => status === 'ok' || status === 'LIMIT') ? 0 : 1;
}

/**
 * The whole of `npm run parity`: runs the cases that the command line asks for, a line each, and the counts on the last line.
 *
 * Resolves to the exit status: 0 all pass, 1 some fail or are missing, 2 the run could not start (one line of error).
 *
 * @example process.exitCode = await parity(['--only', 'layer-conv2d-*']);
 */
export async function parity(argv: readonly string[], run: ParityRun = {}): Promise<number> {
  const { families = allFamilies, write = console.log, writeError = console.error } = run;
  try {
    return await runAll(argv, families, write);
  } catch (error) {
    writeError(`parity: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    return 2;
  }
}
