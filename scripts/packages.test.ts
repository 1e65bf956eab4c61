import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { createConsumer, run } from './packages/consumer';
import { consumerTypes } from './packages/consumerTypes';
import { hasSource, root, workspacePackages } from './workspace/packages.mjs';

const packages = workspacePackages().filter(hasSource);
const entries = packages.flatMap((one) => one.entries);
const browserEntries = entries.filter((entry) => !entry.endsWith('/node'));

/** A program that imports or requires every entry, and prints the names that each exports. */
const program = (load: string, list: readonly string[] = entries): string =>
  `const names = {};
for (const entry of ${JSON.stringify(list)}) names[entry] = Object.keys(${load}).filter((name) => name !== 'default' && name !== 'module.exports').sort();
console.log(JSON.stringify(names));`;

// Not in a beforeAll: what is wrong with the packages as a whole is said once.
const consumer = createConsumer(packages);
afterAll(() => rmSync(consumer.folder, { recursive: true, force: true }));

/** Runs a program in the consumer's folder; it must print one line of JSON, and nothing on standard error. */
function printed(file: string, text: string): unknown {
  const { status, out, err } = run(process.execPath, [consumer.write(file, text)], consumer.folder);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out);
}

/** What every entry exports, to an ES module. */
let exported: unknown;
const asModule = (): unknown => (exported ??= printed('all.mjs', program('await import(entry)')));

describe('a tarball', () => {
  test.each(packages)('of $name has its dist, README and LICENSE, and no sources', ({ name, scripts, types }) => {
    const files = consumer.packed.get(name) ?? [];
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json', ...scripts, ...types]));
    expect(files.filter((file) => !/^(dist\/|weights\/|README\.md$|LICENSE$|package\.json$)/.test(file))).toEqual([]);
    const license = (folder: string): string => readFileSync(join(folder, 'LICENSE'), 'utf8');
    expect(license(join(consumer.folder, 'node_modules', name))).toBe(license(root));
  });

  test.each(packages)('of $name imports only what its package.json declares', ({ name, scripts, siblings, third }) => {
    const declared = new Set([name, ...siblings, ...third]);
    const folder = join(consumer.folder, 'node_modules', name);
    const files = (consumer.packed.get(name) ?? []).filter((file) => /\.c?js$/.test(file));
    expect(files).toEqual(expect.arrayContaining(scripts));
    const specifiers = files.flatMap((file) =>
      [
        ...readFileSync(join(folder, file), 'utf8').matchAll(
          /^(?:import|export)\b[^'";]*?['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm,
        ),
      ].map(([, first, second]) => first ?? second ?? ''),
    );
    const packageOf = (specifier: string): string => (/^@[^/]+\/[^/]+|^[^/]+/.exec(specifier) ?? [specifier])[0];
    const foreign = specifiers.filter((specifier) => !/^(\.|node:)/.test(specifier) && !declared.has(packageOf(specifier)));
    expect([...new Set(foreign)]).toEqual([]);
  });
});

describe('every entry', () => {
  test('is the same as an ES module, as CommonJS, and both at once', () => {
    expect(printed('all.cjs', program('require(entry)'))).toEqual(asModule());
    const both = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
${program('{ ...(await import(entry)), ...require(entry) }')}`;
    expect(printed('both.mjs', both)).toEqual(asModule());
  });

  test.each(entries)('%s exports something', (entry) => expect(asModule()).toHaveProperty([entry, '0']));

  test.each([
    ['ship.mjs', 'await import'],
    ['ship.cjs', 'require'],
  ])('finds the files that lie beside it, by import.meta.url: %s', (file, load) => {
    const text = `(async () => {
  const { mnist } = ${load}('@ganblocks/data/node');
  const { bundledDigitClassifier } = ${load}('@ganblocks/metrics/node');
  const tf = ${load}('@tensorflow/tfjs-core');
  ${load}('@tensorflow/tfjs-backend-cpu');
  tf.env().set('IS_TEST', true);
  await tf.ready();
  const classifier = await bundledDigitClassifier();
  console.log(JSON.stringify([typeof mnist({ split: 'test' }), typeof classifier]));
})();`;
    expect(printed(file, text)).toEqual(['object', 'object']);
  });

  test.each(browserEntries)('%s is bundled for a browser', async (entry) => {
    const input = consumer.write('browser.js', `export * from '${entry}';`);
    const { errors, warnings, metafile } = await build({
      entryPoints: [input],
      absWorkingDir: consumer.folder,
      bundle: true,
      write: false,
      outdir: 'bundle',
      format: 'esm',
      splitting: true,
      platform: 'browser',
      target: 'es2022',
      metafile: true,
      logLevel: 'silent',
    });
    expect([...errors, ...warnings].map(({ text }) => text)).toEqual([]);
    const left = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.filter(({ external }) => external).map(({ path }) => path),
    );
    expect(left).toEqual([]);
  });

  test.each([
    ['index.ts', 'bundler'],
    ['index.mts', 'nodenext'],
    ['index.cts', 'nodenext'],
  ] as const)('has types that agree with it: %s, moduleResolution %s', (file, resolution) => {
    const text = entries.map((entry, i) => `import * as e${i} from '${entry}';`).join('\n');
    const path = consumer.write(file, `${text}\nexport const all = [${entries.map((_entry, i) => `e${i}`).join(', ')}];\n`);
    const { errors, values } = consumerTypes(consumer.folder, path, resolution);
    expect(errors).toEqual([]);
    expect(Object.fromEntries(values)).toEqual(asModule());
  });
});

test('packages without a source are not forgotten', () => {
  const absent = workspacePackages().filter((one) => !hasSource(one));
  if (absent.length > 0) console.warn(`SKIPPED ${absent.length}: no src/index.ts yet in ${absent.map(({ name }) => name).join(', ')}`);
  expect(absent.every(({ folder }) => !existsSync(join(folder, 'dist')))).toBe(true);
});
