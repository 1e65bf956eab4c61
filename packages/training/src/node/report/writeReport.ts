import { join, resolve } from 'node:path';
import { writeAtomically } from '../writeAtomically';
import { page } from './page';
import { runRecord, type RunState } from './runRecord';
import type { SheetCache } from './sheets';

/**
 * Writes `report.html` into a run folder from the files that lie there, whether the run has ended, was interrupted or is still going on; and
 * returns the report's path. The page holds all it shows: it opens offline, and asks nothing of any network.
 *
 * At most 40 sheets of samples, evenly chosen, and made smaller where they would be more than 14 MB together.
 *
 * @throws GanError where the folder holds no run, or the report cannot be written.
 * @example const path = await writeReport('runs/digits');
 */
export async function writeReport(folder: string): Promise<string> {
  return writeReportAs(folder, {});
}

/** The same by the run itself, which knows its state, and keeps what it has prepared. */
export async function writeReportAs(folder: string, known: { readonly state?: RunState; readonly cache?: SheetCache }): Promise<string> {
  const path = join(resolve(folder), 'report.html');
  await writeAtomically(path, page(await runRecord(folder, known)));
  return path;
}
