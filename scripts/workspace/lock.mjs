import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './packages.mjs';
import { tell } from './tell.mjs';

/** Outside node_modules, which an install empties. @param {string} folder */
export const lockFileOf = (folder) => join(tmpdir(), `ganblocks-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.lock`);

/** Whether the process that wrote the file is still there. @param {string} file */
function isHeld(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} file @returns {boolean} whether it is ours now */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Does something that two processes must not do at once in this clone: `npm start` in one terminal, `npm test` in another.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [file]
 * @returns {Promise<T>}
 */
export async function withLock(work, file = lockFileOf(root)) {
  for (let waited = 0; !take(file); waited++) {
    if (isHeld(file)) {
      if (waited === 5) tell(`Waiting for another command of this folder to finish building (its lock: ${file}) ...`);
      await sleep(200);
    } else if (waited > 0) rmSync(file, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
