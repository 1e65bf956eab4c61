/** Measures all ops with TensorFlow.js's own gradients and with ours, and writes docs/ops.md. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { derivativeCases, opCatalogue } from '@ganblocks/core/testing';
import { opItems } from './allItems';
import type { Flavour } from './items';
import { sentenceOf } from './measureDerivatives';
import { measureTarget } from './measureTarget';
import type { TargetResult } from './measureTarget';
import { progress } from './progress';
import { surveyPage } from './surveyPage';
import { selectTargets } from './targets';

const page = fileURLToPath(new URL('../../docs/ops.md', import.meta.url));

/** One target a backend. */
const DEFAULT = 'cpu,wasm,tensorflow,chromium-webgl,chromium-webgpu';

const HELP = `npm run survey -- [--only NAME,NAME] [--print]

First and second derivatives of every op of TensorFlow.js, its own and ours, against finite differences; writes docs/ops.md.
  --only   where; default: ${DEFAULT}. What cannot start here is said and left out.
  --print  to the terminal instead`;

async function measure(flavour: Flavour, names: string): Promise<TargetResult[]> {
  const results: TargetResult[] = [];
  for (const target of selectTargets(names)) {
    const label = `${flavour.padEnd(5)} ${target.name.padEnd(16)}`;
    const tick = progress(label, opItems.length);
    let done = 0;
    const result = await measureTarget({ target, flavour, items: opItems, onDone: () => tick(++done) });
    if (result.absent !== undefined) console.error(`${label}  not here: ${result.absent}`);
    results.push(result);
  }
  return results;
}

async function main(): Promise<void> {
  const string = { type: 'string' } as const;
  const {
    only = DEFAULT,
    print,
    help,
  } = parseArgs({ options: { only: string, print: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  if (help) {
    console.log(HELP);
    return;
  }
  const text = surveyPage(derivativeCases, opCatalogue, { stock: await measure('stock', only), ours: await measure('ours', only) });
  if (print) console.log(text);
  else await writeFile(page, text);
}

main().catch((error: unknown) => {
  console.error(`survey: ${sentenceOf(error)}`);
  process.exitCode = 1;
});
