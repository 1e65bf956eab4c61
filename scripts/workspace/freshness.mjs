import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './packages.mjs';

/** @typedef {import('./packages.mjs').WorkspacePackage} WorkspacePackage */

/**
 * What a package's dist was made from.
 *
 * @typedef {object} Stamp
 * @property {string} scripts digest of what its JavaScript was made from: its own sources
 * @property {string} [types] digest of what its declarations were made from: the declarations of all that it imports as well
 */

const markFile = join(root, 'node_modules', '.ganblocks-build');

/** What the output of every package depends on, beside its own files. */
const shared = [
  'package-lock.json',
  'tsup.config.ts',
  'tsconfig.base.json',
  'tsconfig.build.json',
  'LICENSE',
  'scripts/workspace/buildPackages.mjs',
  'scripts/workspace/importMetaUrl.mjs',
].map((file) => join(root, file));

/** @param {string} folder @returns {string[]} every file in it, at any depth; none where there is no such folder */
const filesUnder = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((file) => join(folder, file))
        .filter((file) => statSync(file).isFile())
    : [];

/** @param {string[]} files @returns {string} a digest of their paths and contents */
export function digest(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort())
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

/**
 * What a package would be built from now. The siblings must have been built before.
 *
 * @param {WorkspacePackage} one
 * @param {WorkspacePackage[]} imported the packages of this repository that it imports, directly or not
 * @param {boolean} withTypes
 * @returns {Stamp}
 */
export function stamp(one, imported, withTypes) {
  const sources = filesUnder(join(one.folder, 'src')).filter((file) => !file.endsWith('.test.ts'));
  const scripts = digest([...shared, join(one.folder, 'package.json'), ...sources]);
  if (!withTypes) return { scripts };
  const declarations = imported.flatMap(({ folder }) => filesUnder(join(folder, 'dist'))).filter((file) => /\.d\.c?ts$/.test(file));
  return { scripts, types: `${scripts} ${digest(declarations)}` };
}

/** @returns {Record<string, Stamp>} */
function readMarks() {
  try {
    return JSON.parse(readFileSync(markFile, 'utf8'));
  } catch {
    return {};
  }
}

/** Whether a package's dist is there and was made from what the stamp describes. @param {WorkspacePackage} one @param {Stamp} wanted */
export function isFresh({ name, folder, scripts, types }, wanted) {
  const files = wanted.types === undefined ? scripts : [...scripts, ...types];
  if (!files.every((file) => existsSync(join(folder, file)))) return false;
  const found = readMarks()[name];
  return found?.scripts === wanted.scripts && (wanted.types === undefined || found.types === wanted.types);
}

/** Remembers what a package was built from; without a stamp, forgets it. @param {string} name @param {Stamp} [made] */
export function mark(name, made) {
  const { [name]: _before, ...others } = readMarks();
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(markFile, JSON.stringify(made ? { ...others, [name]: made } : others, null, 1));
}
