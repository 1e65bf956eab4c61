import { basename } from 'node:path';
import { argv, stdout } from 'node:process';
import { build } from 'esbuild';

// node esbuild.mjs FOLDER INPUT OUTPUT: bundles a program for browsers into a folder, and prints the warnings as JSON.
const [folder = '', input = '', outdir = ''] = argv.slice(2);
const { warnings } = await build({
  entryPoints: { [basename(input, '.js')]: input },
  absWorkingDir: folder,
  outdir,
  bundle: true,
  minify: true,
  format: 'esm',
  splitting: true,
  platform: 'browser',
  target: 'es2022',
  loader: { '.wasm': 'file' },
  logLevel: 'silent',
});
stdout.write(JSON.stringify(warnings.map(({ text, location }) => `${location?.file ?? ''}: ${text}`)));
