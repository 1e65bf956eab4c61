import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isFresh, mark, stamp } from './freshness.mjs';
import { hasSource, root, workspacePackages } from './packages.mjs';
import { schedule } from './schedule.mjs';

/** @typedef {import('./packages.mjs').WorkspacePackage} WorkspacePackage */
/** @typedef {import('./freshness.mjs').Stamp} Stamp */

/** The name of a dist that is being written; it replaces the old one at once, so that whoever reads that one is not disturbed. */
const unfinished = 'dist.new';
const tsup = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js');

/** Runs tsup in one package's folder; rejected with its own words. @param {WorkspacePackage} one @param {boolean} types @returns {Promise<void>} */
const bundle = ({ name, folder }, types) =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, GANBLOCKS_TYPES: String(types) };
    const args = [tsup, '--config', join(root, 'tsup.config.ts'), '--out-dir', unfinished];
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${name} does not build:\n${said.replace(/^ +at .*\n/gm, '').trim()}`));
    });
  });

/** Bundles one package, and copies the licence into its folder, where `npm pack` wants it. @param {WorkspacePackage} one @param {Stamp} made */
async function buildOne(one, made) {
  const types = made.types !== undefined;
  mark(one.name);
  copyFileSync(join(root, 'LICENSE'), join(one.folder, 'LICENSE'));
  const [fresh, dist] = [join(one.folder, unfinished), join(one.folder, 'dist')];
  await bundle(one, types).catch((/** @type {unknown} */ error) => {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  });
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
  const missing = [...one.scripts, ...(types ? one.types : [])].filter((file) => !existsSync(join(one.folder, file)));
  if (missing.length > 0)
    throw new Error(`${one.name}: its package.json exports what the build did not write. Missing ${missing.join(', ')}.`);
  mark(one.name, made);
}

/**
 * Builds the packages whose dist is out of date, after those that they import, two at a time.
 *
 * @param {object} [options]
 * @param {boolean} [options.types] declarations too; they cost many times what the JavaScript costs
 * @param {boolean} [options.all] the up-to-date packages as well
 * @returns {Promise<{built: string[], absent: string[]}>} names of what was built, and of what has no source yet
 */
export async function build({ types = true, all = false } = {}) {
  const packages = workspacePackages();
  const present = new Map(packages.filter(hasSource).map((one) => [one.name, one]));
  /** @type {string[]} */
  const built = [];

  /** @param {WorkspacePackage} one @returns {WorkspacePackage[]} what it imports, directly or not, with repetitions */
  const imported = ({ siblings }) => siblings.flatMap((name) => present.get(name) ?? []).flatMap((other) => [other, ...imported(other)]);

  await schedule(
    new Map([...present.values()].map(({ name, siblings }) => [name, siblings])),
    async (name) => {
      const one = present.get(name);
      if (!one) return;
      const made = stamp(one, [...new Set(imported(one))], types);
      if (!all && isFresh(one, made)) return;
      await buildOne(one, made);
      built.push(name);
    },
    2,
  );
  return { built, absent: packages.filter((one) => !hasSource(one)).map(({ name }) => name) };
}
