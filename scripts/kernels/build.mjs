// Builds the kernels of packages/backends/kernels; with --check compares the build with the committed file instead of writing it.
import { readFile, writeFile } from 'node:fs/promises';
import { generate, generated } from './compile.mjs';

const text = await generate();
if (!process.argv.includes('--check')) {
  await writeFile(generated, text);
} else if ((await readFile(generated, 'utf8')) !== text) {
  console.error('kernels.generated.ts: expected what the sources give. Got another build. Run node scripts/kernels/build.mjs.');
  process.exitCode = 1;
}
