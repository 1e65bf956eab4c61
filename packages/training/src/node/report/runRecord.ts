import { readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { check, type JsonObject } from '@ganblocks/core';
import { codeOf, onDisk } from '../diskError';
import { inWords } from './inWords';
import { eachJsonLine, isObject, parsed } from './jsonLines';
import { runCurves, type RunCurves } from './runCurves';
import { runSheets, type RunSheets, type SheetCache } from './sheets';

/** How a run stands. `open`: nothing says that it has ended, so that it is running still or was interrupted. */
export type RunState =
  | { readonly kind: 'running' }
  | { readonly kind: 'open'; readonly lastWritten: Date }
  | { readonly kind: 'ended'; readonly stopped?: string }
  | { readonly kind: 'failed'; readonly message: string };

/** A warning as `warnings.jsonl` has it. */
interface WarningLine {
  readonly images: number;
  readonly kind: string;
  readonly message: string;
}

/** All that the report shows. */
export interface RunRecord extends RunCurves, RunSheets {
  /** The folder's own name. */
  readonly name: string;
  /** The folder as it is written on a command line here. */
  readonly path: string;
  readonly config: JsonObject;
  readonly state: RunState;
  readonly warnings: readonly WarningLine[];
  readonly warned: number;
}

/** Warnings that are kept: the last ones. */
const WARNINGS = 100;

/**
 * Reads a run folder's own files.
 *
 * @throws GanError where the folder holds no run, or a file that is there cannot be read.
 */
export async function runRecord(
  path: string,
  { state, cache }: { readonly state?: RunState; readonly cache?: SheetCache } = {},
): Promise<RunRecord> {
  const folder = resolve(path);
  const config = await json(folder, 'config.json');
  check(config !== undefined, () => {
    return `report: expected the folder of a run, with its config.json. Got '${folder}', which has none that can be read. Pass the folder that was given to train as 'run'.`;
  });
  const curves = await runCurves(folder);
  const summary = await json(folder, 'summary.json');
  const near = relative(process.cwd(), folder);
  return {
    ...curves,
    ...(await runSheets(folder, cache)),
    ...(await warningsOf(folder)),
    name: basename(folder),
    path: near === '' || near.startsWith('..') ? basename(folder) : near,
    config,
    state: state ?? (await stateOf(folder, summary, curves.latest?.step ?? 0)),
  };
}

async function stateOf(folder: string, summary: JsonObject | undefined, lastStep: number): Promise<RunState> {
  // The summary of an earlier sitting says nothing about the run that goes on behind it.
  if (summary && Number(summary['steps']) >= lastStep) {
    const { stopped } = summary;
    return typeof stopped === 'string' ? { kind: 'ended', stopped } : { kind: 'ended' };
  }
  const failure = await json(folder, 'failure.json');
  if (failure) return { kind: 'failed', message: inWords(failure['message'] ?? 'an error') };
  const log = await stat(join(folder, 'log.jsonl')).catch(() => stat(join(folder, 'config.json')));
  return { kind: 'open', lastWritten: log.mtime };
}

async function warningsOf(folder: string): Promise<{ warnings: WarningLine[]; warned: number }> {
  const warnings: WarningLine[] = [];
  let warned = 0;
  await eachJsonLine(join(folder, 'warnings.jsonl'), ({ images, kind, message }) => {
    if (typeof images !== 'number' || typeof kind !== 'string' || typeof message !== 'string') return;
    warned += 1;
    warnings.push({ images, kind, message });
    if (warnings.length > WARNINGS) warnings.shift();
  });
  return { warnings, warned };
}

/** The object in a file; `undefined` where there is none. */
async function json(folder: string, name: string): Promise<JsonObject | undefined> {
  const path = join(folder, name);
  const text = await onDisk('read', path, () =>
    readFile(path, 'utf8').catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw error;
      return '';
    }),
  );
  const value = parsed(text);
  return isObject(value) ? value : undefined;
}
