import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockFileOf, withLock } from '../workspace/lock.mjs';
import { root } from '../workspace/packages.mjs';
import { npm } from './run.mjs';
import { npmFailure } from './unavailable.mjs';

/** Where Node looks from every package of this repository, and which neither `npm ci` nor `npm install` empties. */
export const placed = join(root, 'packages', 'node_modules');

const prefix = '.ganblocks-new-';

/** The version in a package.json; nothing where there is none. @param {string} folder @returns {string | undefined} */
export function versionIn(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/** The size of a folder's files. @param {string} folder @returns {string} `750 MB` */
export function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return megabytes(files.reduce((sum, file) => sum + lstatSync(join(folder, file)).size, 0));
}

/** @param {number} bytes @returns {string} `750 MB` */
export const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

/** The packages in a node_modules folder, as they are imported. @param {string} folder @returns {string[]} */
export const packagesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => (name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name]));

/**
 * Installs an npm package into a folder of its own, without its install scripts. What it depends on lies inside it, less what the repository has
 * in the same version: so that there is one tfjs-core.
 *
 * @param {string} name
 * @param {string} version
 * @param {string} folder an empty one, below {@link placed}
 * @param {string[]} [tools] packages that only its build needs; they stay outside it
 * @returns {Promise<{folder: string, modules: string}>} the package's folder, and the one with its tools
 * @throws Unavailable where npm is not reached
 */
export async function installAlone(name, version, folder, tools = []) {
  const home = join(folder, 'npm');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  const quick = ['--prefer-offline', '--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];
  const flags = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...quick];
  const { status, said } = await npm(['install', '--prefix', home, ...flags, `${name}@${version}`, ...tools], home);
  if (status !== 0) throw npmFailure(`${name}@${version}`, said);

  const inner = join(home, 'node_modules');
  const alone = join(folder, 'package');
  renameSync(join(inner, name), alone);
  for (const other of packagesIn(inner)) {
    if (other === name || tools.includes(other)) continue;
    if (other.startsWith('@tensorflow/') && versionIn(join(root, 'node_modules', other)) === versionIn(join(inner, other))) continue;
    const target = join(alone, 'node_modules', other);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(inner, other), target);
  }
  return { folder: alone, modules: inner };
}

/** Removes a folder, as far as nobody still writes to it: the next run removes the rest. @param {string} folder */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // An orphan of a killed run is at work in it.
  }
}

/**
 * Puts a package in its place, whole or not at all: it is made and tried in a folder beside it, and then renamed. What was there before stays until then.
 *
 * @param {string} name
 * @param {(folder: string) => Promise<string>} make fills the empty folder, and returns the path of the package in it
 * @param {string} [modules] the node_modules folder
 */
export async function place(name, make, modules = placed) {
  mkdirSync(modules, { recursive: true });
  await withLock(async () => {
    for (const left of readdirSync(modules)) if (left.startsWith(prefix)) remove(join(modules, left));
    const folder = join(modules, `${prefix}${process.pid}`);
    const clear = () => remove(folder);
    const interrupt = () => process.exit(130);
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('exit', clear);
    try {
      mkdirSync(folder);
      const made = await make(folder);
      const target = join(modules, name);
      mkdirSync(dirname(target), { recursive: true });
      if (existsSync(target)) renameSync(target, join(folder, 'old'));
      renameSync(made, target);
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('exit', clear);
      clear();
    }
  }, lockFileOf(modules));
}
