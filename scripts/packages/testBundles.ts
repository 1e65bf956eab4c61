import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bundle, bundlers } from './bundle';
import type { Consumer } from './consumer';

/** A program that keeps all that the entries export. */
const programOf = (entries: readonly string[]): string =>
  `${entries.map((entry, i) => `import * as e${i} from '${entry}';`).join('\n')}
globalThis.ganblocks = [${entries.map((_entry, i) => `e${i}`).join(', ')}];
`;

const scriptsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

/** The imports of Node's own modules that are left in the scripts of a folder. */
const nodeImports = (folder: string): string[] =>
  scriptsIn(folder).flatMap((script) =>
    [...script.matchAll(/\b(?:from|import|require)\s*\(?\s*["'`]node:[\w/]+["'`]/g)].map(([found]) => found),
  );

/** Bundles every entry that browsers load, with all that the packages may use, and with only what they must have. */
export function testBundles(consumer: Consumer, bare: Consumer, entries: readonly string[]): void {
  describe.each(bundlers)('%s', (bundler) => {
    test('bundles every entry for a browser, without a warning', () => {
      const output = bundle(bundler, consumer, 'entries.js', programOf(entries));
      expect(output.warnings).toEqual([]);
      expect(nodeImports(output.folder)).toEqual([]);
    });

    test('keeps the layers that a page names, and all of them where it asks for all', () => {
      const layersIn = (file: string, program: string): string => scriptsIn(bundle(bundler, consumer, file, program).folder).join('\n');
      const one = layersIn('one.js', "import { dense } from '@ganblocks/layers'; console.log(dense);");
      const all = layersIn('all.js', "import { registerAllLayers } from '@ganblocks/layers'; registerAllLayers();");
      expect(['GanDense', 'GanSpade'].map((name) => one.includes(name))).toEqual([true, false]);
      expect(['GanDense', 'GanSpade', 'spectralNorm'].map((name) => all.includes(name))).toEqual([true, true, true]);
    });

    test('bundles them where only one backend is installed', () => {
      const { warnings } = bundle(bundler, bare, 'entries.js', programOf(entries));
      // webpack says which optional package it did not find, and goes on.
      const absent = /Can't resolve '(@tensorflow\/tfjs-(backend-\w+|node(-gpu)?)|webgpu)'/;
      expect(warnings.filter((text) => bundler !== 'webpack' || !absent.test(text))).toEqual([]);
    });
  });
}
