import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/**
 * Runs a program to its end, which is at the latest our own.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean}} [options]
 * @returns {Promise<{status: number | string, out: string, said: string}>} `status`: the exit code, the signal that ended it, or `ENOENT` where there is no such program; `said`: both outputs
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      out += text;
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said += text));
    const stop = () => void child.kill('SIGKILL');
    // Before what clears the folder that it writes to.
    process.prependOnceListener('exit', stop);
    child.on('close', (code, signal) => {
      process.off('exit', stop);
      resolve({ status: code ?? signal ?? 1, out, said });
    });
    child.on('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve({ status: error.code ?? 1, out, said: error.message }));
  });

/**
 * Runs npm: the one that runs this script, or the one on the path.
 *
 * @param {string[]} args
 * @param {string} folder where it runs
 */
export function npm(args, folder) {
  const caller = process.env['npm_execpath'] ?? '';
  return basename(caller).startsWith('npm')
    ? run(process.execPath, [caller, ...args], { cwd: folder })
    : run('npm', args, { cwd: folder, shell: process.platform === 'win32' });
}

/** @param {string} text @returns {string} */
export const lastLine = (text) => text.trimEnd().split('\n').at(-1) ?? '';
