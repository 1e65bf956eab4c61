/** Proves that systems learn: `npm run learn -- --help`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { useBackend } from '@ganblocks/backends';
import { samplePicture } from '@ganblocks/data';
import { writePng } from '@ganblocks/data/node';
import { root } from '../workspace/packages.mjs';
import { HELP, learnOptions, type LearnOptions } from './options';
import { writePage } from './page';
import { playRow } from './playRow';
import { readResult, type ResultContext, resultOf, writeResult } from './result';
import type { LearnRow } from './row';
import { rows } from './rows/index';
import { figuresTable, rowsTable } from './tables';
import { complaints, thresholdText } from './thresholds';

const DRY = 0.01;

/** Whether a row has passed, or was only tried out. */
async function learn(row: LearnRow, { mode, seed: asked }: LearnOptions, backend: ResultContext['backend'], tell: (line: string) => void) {
  const seed = asked ?? row.seed ?? 7;
  const folder = join(root, 'runs/learn', row.name);
  mkdirSync(folder, { recursive: true });
  const played = await playRow(row, {
    ...{ seed, share: mode === 'dry' ? DRY : 1, quiet: false },
    tell: (line) => tell(`${row.name}: ${line}`),
    picture: async (arm, name, images) => {
      const file = arm === 'trained' ? name : `${arm}-${name}`;
      await writePng(join(folder, `${file}.png`), await samplePicture(images, { columns: 10 }));
    },
  });
  console.log(`\n${row.sentence} ${row.system}, preset '${row.preset}', seed ${seed}\n${figuresTable(played.figures)}`);
  console.log(`${row.judge.by}${mode === 'dry' ? ` (here ${played.samples})` : ''}`);
  console.log(`thresholds: ${row.thresholds.map(thresholdText).join(', ') || 'none, the figures are stated'}`);
  if (row.published !== undefined) console.log(`published: ${row.published}`);
  const { training, all } = played.seconds;
  console.log(`${Math.round(training)} s of training, ${Math.round(all)} s in all; pictures in runs/learn/${row.name}`);
  if (mode === 'dry') return true;
  const wrong = complaints(row.thresholds, played.figures);
  console.log(wrong.length === 0 ? 'passed' : `NOT PASSED\n  ${wrong.join('\n  ')}`);
  if (asked === undefined) {
    const { name: data } = await row.data();
    writeResult(root, resultOf(row, played, { seed, data, backend }));
    writePage(root, rows);
  }
  return wrong.length === 0;
}

async function main(): Promise<void> {
  const options = learnOptions(
    process.argv.slice(2),
    rows.map(({ name }) => name),
  );
  if (!options) {
    console.log(HELP);
    return;
  }
  const chosen = rows.filter(({ name }) => options.only.includes(name));
  if (options.mode === 'list') {
    console.log(rowsTable(chosen, (row) => readResult(root, row)));
    return;
  }
  if (options.mode === 'page') {
    writePage(root, rows);
    return;
  }
  // On wasm the same seed gives the same figures on every machine.
  const backend = await useBackend(process.env['GANBLOCKS_BACKEND'] ? 'auto' : 'wasm', { report: (line) => console.error(line) });
  const failed: string[] = [];
  for (const [i, row] of chosen.entries()) {
    const passed = await learn(row, options, backend, (line) =>
      console.error(`[${i + 1}/${chosen.length}] ${line}${timeLeft(chosen.slice(i))}`),
    );
    if (!passed) failed.push(row.name);
  }
  if (failed.length === 0) return;
  console.error(`not passed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** By the time that rows took when their results were written. */
function timeLeft(rest: readonly LearnRow[]): string {
  const seconds = rest.map(({ name }) => readResult(root, name)?.seconds.all ?? 240).reduce((sum, one) => sum + one, 0);
  return rest.length > 1 ? ` (about ${Math.ceil(seconds / 60)} min for this row and the ${rest.length - 1} after it)` : '';
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
