import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds the root package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * A package of this repository.
 *
 * @typedef {object} WorkspacePackage
 * @property {string} name its name in package.json, `@ganblocks/core`
 * @property {string} folder absolute
 * @property {string[]} siblings names of the packages of this repository that it imports
 * @property {string[]} third other packages that it names: dependencies and peers
 * @property {string[]} optional those of them that a user may do without
 * @property {string[]} scripts the files that its exports name, without the types: `dist/index.js`, `dist/index.cjs`
 * @property {string[]} types the declaration files that its exports name
 * @property {string[]} entries what a consumer imports: `@ganblocks/core`, `@ganblocks/core/testing`
 */

/** @param {unknown} exports the leaves of an `exports` tree @returns {string[]} */
const leaves = (exports) => (typeof exports === 'string' ? [exports] : Object.values(exports ?? {}).flatMap(leaves));

/** @param {string} folder @returns {WorkspacePackage} */
function readPackage(folder) {
  const {
    name,
    dependencies = {},
    peerDependencies = {},
    peerDependenciesMeta = {},
    exports = {},
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const named = [...new Set(Object.keys({ ...dependencies, ...peerDependencies }))];
  const files = leaves(exports).map((file) => file.replace(/^\.\//, ''));
  return {
    name,
    folder,
    siblings: named.filter((dependency) => dependency.startsWith('@ganblocks/')),
    third: named.filter((dependency) => !dependency.startsWith('@ganblocks/')),
    optional: Object.keys(peerDependenciesMeta),
    scripts: files.filter((file) => /\.c?js$/.test(file)),
    types: files.filter((file) => /\.d\.c?ts$/.test(file)),
    entries: Object.keys(exports)
      .filter((entry) => entry !== './package.json')
      .map((entry) => join(name, entry).replaceAll('\\', '/')),
  };
}

/** Every folder of `packages/`, in alphabetical order. @returns {WorkspacePackage[]} */
export const workspacePackages = () =>
  readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map(readPackage);

/** Whether there is anything to build. @param {WorkspacePackage} workspacePackage */
export const hasSource = ({ folder }) => existsSync(join(folder, 'src', 'index.ts'));
