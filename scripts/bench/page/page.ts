import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BenchOptions } from '../options';
import { mergeSection, readResults, type SectionName } from './results';
import { type SectionCases, sections } from './sections';
import { settingHere } from './setting';
import { drawingsOf, writtenPage } from './writtenPage';

const docs = new URL('../../../docs/', import.meta.url);

/** Where the page and its drawings are. */
export const pageFile = fileURLToPath(new URL('speed.md', docs));
export const drawingFile = (name: string): string => fileURLToPath(new URL(`images/${name}`, docs));

/** Measures the sections that are named, and writes the page from all that were ever measured. */
export async function page(options: BenchOptions, cases: SectionCases): Promise<void> {
  await mkdir(new URL('speed/', docs), { recursive: true });
  for (const name of options.only as readonly SectionName[]) {
    const started = performance.now();
    await mergeSection(name, await sections[name](options, cases), settingHere());
    console.error(`${name}: ${Math.round((performance.now() - started) / 1000)} s`);
  }
  const results = await readResults();
  await writeFile(pageFile, writtenPage(await readFile(pageFile, 'utf8'), results));
  for (const [name, drawing] of Object.entries(drawingsOf(results))) await writeFile(drawingFile(name), drawing);
  console.log(`docs/speed.md has ${Object.keys(results).join(', ') || 'no section yet'}.`);
}
