import { writeFile } from 'node:fs/promises';
import { useBackend } from '@ganblocks/backends';
import { compare } from './compare';
import { writeImages } from './images';
import { measure } from './measure';

const usage = 'main.ts images FOLDER | main.ts measure FOLDER | main.ts compare FOLDER RESULTS.jsonl';
const [step, folder, results] = process.argv.slice(2);

if (step === 'images' && folder !== undefined) {
  await writeImages(folder);
} else if (step === 'measure' && folder !== undefined) {
  await useBackend('auto');
  await measure(folder);
} else if (step === 'compare' && folder !== undefined && results !== undefined) {
  const { lines, table, worst } = await compare(folder);
  await writeFile(results, lines);
  console.log(table);
  process.exitCode = worst < 1e-3 ? 0 : 1;
} else {
  console.error(usage);
  process.exitCode = 2;
}
