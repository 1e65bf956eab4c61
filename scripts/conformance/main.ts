/** Measures every derivative, the goldens and a training step on every backend that this machine can start. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { derivativeCases } from '@ganblocks/core/testing';
import { allItems } from './allItems';
import { conformancePage } from './conformancePage';
import { complaints } from './complaints';
import { keyOf } from './items';
import type { Item } from './items';
import { sentenceOf } from './measureDerivatives';
import { measureTarget } from './measureTarget';
import type { TargetResult } from './measureTarget';
import { progress } from './progress';
import { selectTargets, targets } from './targets';

const page = fileURLToPath(new URL('../../docs/conformance.md', import.meta.url));

const HELP = `npm run conformance -- [--only NAME,NAME] [--cases TEXT] [--write]

Every derivative against finite differences, every golden against PyTorch, three rounds of DCGAN against the cpu backend; prints the matrix.
  --only   where; default: all (${targets.map(({ name }) => name).join(', ')})
  --cases  only what has TEXT in its name
  --write  the whole matrix goes to docs/conformance.md

tensorflow: npm run setup:tfjs-node. webgpu-node: npm run setup:webgpu and a Vulkan driver. chromium-*: a Chromium in the PATH or in GANBLOCKS_CHROMIUM.
Exit status: 0 when nothing is red; what cannot start here is said and does not count.`;

const optionsOf = () =>
  parseArgs({
    options: { only: { type: 'string' }, cases: { type: 'string', default: '' }, write: { type: 'boolean' }, help: { type: 'boolean' } },
  }).values;

async function measure(name: string, items: readonly Item[]): Promise<TargetResult> {
  const [target] = selectTargets(name);
  if (!target) throw new Error(`No target ${name}.`);
  const tick = progress(name.padEnd(16), items.length);
  let done = 0;
  const result = await measureTarget({ target, flavour: 'ours', items, onDone: () => tick(++done) });
  if (result.absent !== undefined) console.error(`${name.padEnd(16)}  not here: ${result.absent}`);
  return result;
}

async function main(): Promise<number> {
  const { only, cases: text, write, help } = optionsOf();
  if (help) {
    console.log(HELP);
    return 0;
  }
  const items = (await allItems()).filter((item) => keyOf(item).includes(text));
  const results: TargetResult[] = [];
  for (const { name } of selectTargets(only)) results.push(await measure(name, items));

  const baseline = results.find(({ target }) => target === 'cpu');
  const asked = derivativeCases.filter(({ name }) => items.some((item) => item.name === name));
  const pageText = conformancePage(asked, results);
  if (write) await writeFile(page, pageText);
  else console.log(pageText);
  const red = results.flatMap((result) => complaints(result, items, baseline));
  for (const line of red) console.error(line);
  console.error(red.length === 0 ? 'Nothing is red.' : `${red.length} red.`);
  return red.length === 0 ? 0 : 1;
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(`conformance: ${sentenceOf(error)}`);
    process.exitCode = 2;
  },
);
