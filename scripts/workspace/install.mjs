import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { digest } from './freshness.mjs';
import { root } from './packages.mjs';

/** @typedef {Record<string, {version?: string, integrity?: string, link?: boolean, optional?: boolean}>} LockedPackages */

const lockFile = join(root, 'package-lock.json');
const installedFile = join(root, 'node_modules', '.package-lock.json');
const markFile = join(root, 'node_modules', '.ganblocks-lock');

/** @param {string} file @returns {string} empty where there is no such file */
const textOf = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** @param {string} file @returns {LockedPackages} */
const lockedPackages = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
};

/**
 * Whether npm's own record of what it installed has all that the lock file asks for. What is optional may be absent: it is for other machines.
 *
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 */
export const agrees = (locked, installed) =>
  Object.entries(locked).every(([path, { version, integrity, link, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return optional === true;
    return found.version === version && found.link === link && (integrity === undefined || found.integrity === integrity);
  });

/**
 * Whether node_modules is what package-lock.json says. An install that was cut short has left neither the mark nor npm's record.
 *
 * @returns {boolean}
 */
export function isInstalled() {
  const wanted = digest([lockFile]);
  if (textOf(markFile) === wanted && textOf(installedFile) !== '') return true;
  if (!agrees(lockedPackages(lockFile), lockedPackages(installedFile))) return false;
  writeFileSync(markFile, wanted);
  return true;
}

/** Names that npm gives to a network that does not answer. */
const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;

/** @param {string} said what npm wrote @returns {string} what the user can do */
export function advice(said) {
  if (unreachable.test(said))
    return 'The npm registry cannot be reached. The dependencies are downloaded once: connect to the network (behind a proxy: `npm config set proxy URL`), then run the same command again.';
  if (said.includes('EUSAGE')) {
    const differences = said.split('\n').flatMap((line) => /(?:Missing|Invalid): .*/.exec(line)?.[0] ?? []);
    return `package-lock.json does not agree with the package.json files. ${[...new Set(differences)].join('; ')}. Run npm install, then the same command again.`;
  }
  return `npm ci failed:\n${said.trim()}\nMend what it names, then run the same command again. To start afresh: delete node_modules first.`;
}

/**
 * Runs `npm ci` with the npm that runs this script, or the one on the path. Interrupted, npm takes back what it did: that is waited for.
 *
 * @throws Error with what the user can do
 */
export async function install() {
  rmSync(markFile, { force: true });
  rmSync(installedFile, { force: true });
  const options = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const npm = process.env['npm_execpath'] ?? '';
  const byNode = basename(npm).startsWith('npm');
  const child = spawn(byNode ? process.execPath : 'npm', byNode ? [npm, ...options] : options, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: !byNode && process.platform === 'win32',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said += text));

  /** @type {NodeJS.Signals[]} */
  const signals = [];
  /** @param {NodeJS.Signals} signal */
  const interrupt = (signal) => {
    signals.push(signal);
    child.kill(signal);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const status = await new Promise((resolve) => {
    child.on('close', resolve).on('error', (error) => {
      said += error.message;
      resolve(1);
    });
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);

  if (signals.length > 0) throw new Error('Interrupted. Run the same command again to install the dependencies.');
  if (status !== 0) throw new Error(advice(said));
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(markFile, digest([lockFile]));
}
