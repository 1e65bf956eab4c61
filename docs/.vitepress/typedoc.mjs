import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workspacePackages } from '../../scripts/workspace/packages.mjs';

/** The source of `@ganblocks/core/testing`. @param {string} folder @param {string} entry */
const sourceOf = (folder, entry) => join(folder, 'src', ...entry.split('/').slice(2), 'index.ts');

/** @type {Partial<import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions>} */
export default {
  name: 'API',
  tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
  entryPoints: workspacePackages()
    .flatMap(({ folder, entries }) => entries.map((entry) => sourceOf(folder, entry)))
    .filter((source) => existsSync(source)),
  plugin: ['typedoc-plugin-markdown', fileURLToPath(new URL('typedocPlugin.mjs', import.meta.url))],
  out: fileURLToPath(new URL('../api', import.meta.url)),
  readme: 'none',
  // The compiler has its own step.
  skipErrorChecking: true,
  treatWarningsAsErrors: true,
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  disableSources: true,
  githubPages: false,
  router: 'module',
  entryFileName: 'index',
  groupOrder: ['Namespaces', 'Functions', 'Variables', 'Classes', 'Interfaces', 'Type Aliases'],
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  propertyMembersFormat: 'table',
};
