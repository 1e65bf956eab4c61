import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsup';

/** One configuration for all packages, run inside each package's folder: the main entry, and a subpath a folder with its own index. */
const subpaths = ['testing', 'node'].filter((name) => existsSync(`src/${name}/index.ts`));

export default defineConfig({
  entry: { index: 'src/index.ts', ...Object.fromEntries(subpaths.map((name) => [name, `src/${name}/index.ts`])) },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // It includes no sources: the declarations of a package are made from what its entries import, and from nothing beside.
  tsconfig: '../../tsconfig.build.json',
  dts: process.env['GANBLOCKS_TYPES'] !== 'false',
  // Nothing but our own sources goes into dist, declared as a dependency or not: the package test finds what is not declared.
  skipNodeModulesBundle: true,
  removeNodeProtocol: false,
  // Entries of a package share chunks, so that a class or a registry exists once in each module system.
  splitting: true,
  // CommonJS by way of Rollup: the other way would turn `import()` into `require()`, which ES modules refuse before Node 20.19.
  treeshake: true,
  esbuildOptions(options, { format }) {
    if (format !== 'cjs') return;
    options.define = { ...options.define, 'import.meta.url': 'importMetaUrl' };
    options.inject = [...(options.inject ?? []), fileURLToPath(new URL('scripts/workspace/importMetaUrl.mjs', import.meta.url))];
  },
  sourcemap: true,
  clean: true,
  silent: true,
});
