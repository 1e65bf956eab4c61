import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { BrowserSteps } from '../browser/browserSteps';
import type { Comparison } from './measure/compareAll';
import type { Curves } from './measure/curves';
import type { Inferences } from './measure/inferences';
import type { Kernels } from './measure/kernels';
import type { Limits } from './measure/limits';
import type { Profiles } from './measure/profiles';
import type { Setting } from './setting';

/** What each section of the page is written from. */
export interface SectionResults {
  readonly compare: Comparison;
  readonly profile: Profiles;
  readonly curves: Curves;
  readonly limits: Limits;
  readonly inference: Inferences;
  readonly browser: { readonly cases: readonly BrowserSteps[] };
  readonly kernels: Kernels;
}

export type SectionName = keyof SectionResults;

/** The sections that were measured, each with where and when. */
export type Results = { readonly [Name in SectionName]?: SectionResults[Name] & { readonly setting: Setting } };

const file = fileURLToPath(new URL('../../../docs/speed/results.json', import.meta.url));

export async function readResults(): Promise<Results> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Results;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return {};
    throw error;
  }
}

/** Puts a section among the others. */
export async function mergeSection<Name extends SectionName>(name: Name, result: SectionResults[Name], setting: Setting): Promise<Results> {
  const results = { ...(await readResults()), [name]: { setting, ...result } };
  const text = await format(JSON.stringify(results), { ...(await resolveConfig(file)), parser: 'json' });
  await writeFile(file, text);
  return results;
}
