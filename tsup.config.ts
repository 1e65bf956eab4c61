import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { defineConfig } from 'tsup';

/** One configuration for all packages, run inside each package's folder: the main entry, and a subpath a folder with its own index. */
const entries = ['index', 'ops/index', 'testing/index', 'node/index', 'wasm/index'].filter((name) => existsSync(`src/${name}.ts`));
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.(?:test|d)\.ts$/.test(file) && !/testing.examples/.test(file),
);
const named = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, `src/${name}.ts`]));

/** Leaves the imports of other files of the package as they are, but for the extension that Node asks for. */
const otherFilesStayOutside: Plugin = {
  name: 'other-files-stay-outside',
  setup(build) {
    const extension = build.initialOptions.outExtension?.['.js'] ?? '.js';
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, kind }) =>
      kind === 'entry-point' ? null : { path: path + extension, external: true },
    );
  },
};

export default defineConfig({
  // A file of the build for each file of the sources: bundlers leave out what a page does not import, though a file has more at its top
  // level than they can see to be harmless, such as the list of gradients. A class or a registry exists once in each module system.
  entry: named(sources.map((file) => file.replaceAll('\\', '/').replace(/\.ts$/, ''))),
  splitting: false,
  esbuildPlugins: [otherFilesStayOutside],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // It includes no sources: the declarations of a package are made from what its entries import, and from nothing beside.
  tsconfig: '../../tsconfig.build.json',
  dts: process.env['GANBLOCKS_TYPES'] !== 'false' && { entry: named(entries) },
  // Nothing but our own sources goes into dist, declared as a dependency or not: the package test finds what is not declared.
  skipNodeModulesBundle: true,
  removeNodeProtocol: false,
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
