import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { describe, expect, test } from '@jest/globals';
import { publint } from 'publint';
import { root } from '../workspace/packages.mjs';
import type { Consumer, WorkspacePackage } from './consumer';

/** What is in the tarballs, and what the tools that look for mistakes of publishing say of them. */
export function testTarballs(consumer: Consumer, packages: readonly WorkspacePackage[]): void {
  const contents = (name: string): readonly string[] => consumer.tarballs.get(name)?.contents ?? [];
  const bytes = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(consumer.tarballs.get(name)?.file ?? ''));

  describe('a tarball', () => {
    test.each(packages)('of $name has its dist, README and LICENSE, and no sources', ({ name, scripts, types }) => {
      const files = contents(name);
      expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json', ...scripts, ...types]));
      expect(files.filter((file) => !/^(dist\/|weights\/|README\.md$|LICENSE$|package\.json$)/.test(file))).toEqual([]);
      const license = (folder: string): string => readFileSync(join(folder, 'LICENSE'), 'utf8');
      expect(license(join(consumer.folder, 'node_modules', name))).toBe(license(root));
    });

    test.each(packages)('of $name imports only what its package.json declares', ({ name, scripts, siblings, third }) => {
      const declared = new Set([name, ...siblings, ...third]);
      const folder = join(consumer.folder, 'node_modules', name);
      const files = contents(name).filter((file) => /\.c?js$/.test(file));
      expect(files).toEqual(expect.arrayContaining(scripts));
      const foreign = files.flatMap((file) => importsOf(readFileSync(join(folder, file), 'utf8'))).filter((one) => !declared.has(one));
      expect([...new Set(foreign)]).toEqual([]);
    });

    test.each(packages)('of $name is as publint wants it', async ({ name }) => {
      const { messages } = await publint({ pack: { tarball: bytes(name).buffer }, strict: true });
      expect(messages).toEqual([]);
    });

    test.each(packages)(
      'of $name has types that every module resolution finds, and of the right module system',
      async ({ name, entries }) => {
        const result = await checkPackage(createPackageFromTarballData(bytes(name)));
        if (!result.types) throw new Error(`${name} has no types.`);
        expect(result.problems).toEqual([]);
        const checked = Object.keys(result.entrypoints).map((entry) => join(name, entry).replaceAll('\\', '/'));
        expect(checked).toEqual(expect.arrayContaining(entries));
      },
    );
  });
}

/** The packages that a script imports, Node's own modules aside. */
const importsOf = (script: string): string[] =>
  [...script.matchAll(/^(?:import|export)\b[^'";]*?['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm)]
    .map(([, first, second]) => first ?? second ?? '')
    .filter((specifier) => !/^(\.|node:)/.test(specifier))
    .map((specifier) => (/^@[^/]+\/[^/]+|^[^/]+/.exec(specifier) ?? [specifier])[0]);
