import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { check } from '@ganblocks/core';
import { codeOf, onDisk } from './diskError';

/** Which process a run folder belongs to, as long as it runs. Hidden: it is no file of the run. */
const LOCK = '.running.json';
/** A process of another machine is taken for dead when its lock has not been touched for so long. */
const SILENCE = 600_000;
const HEARTBEAT = 60_000;

/** The locks of this process. */
const held = new Set<string>();

export interface FolderLock {
  /** Says that the process still runs; to be called often, it writes once a minute. */
  beat(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Keeps a run folder for this process: two runs in one folder would cut each other's logs and sweep each other's files. What a killed process left is
 * taken over.
 *
 * @throws GanError where another process runs there.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, LOCK);
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() });
  const take = (): Promise<boolean> => onDisk('write', path, () => writtenNew(path, owner));
  if (!(await take())) {
    const other = await runningOwner(path);
    check(other === undefined, () => {
      return `run folder: '${folder}' must not be in use. Got a run of process ${other} in it. Wait for it or stop it, or choose another folder with 'run'; if no such process runs, remove '${path}'.`;
    });
    await rm(path, { force: true });
    check(
      await take(),
      () => `run folder: '${folder}' must not be in use. Got another run that has begun in it just now. Choose another folder with 'run'.`,
    );
  }
  held.add(path);
  let touched = Date.now();
  return {
    async beat() {
      const now = Date.now();
      if (now - touched < HEARTBEAT) return;
      touched = now;
      await utimes(path, new Date(now), new Date(now)).catch(() => undefined);
    },
    async release() {
      if (held.delete(path)) await rm(path, { force: true });
    },
  };
}

async function writtenNew(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The process that a lock belongs to, where it runs: `4711 on 'cluster3'`. */
async function runningOwner(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const { pid, host } = parse(text);
  if (typeof pid !== 'number' || typeof host !== 'string') return undefined;
  const named = `${pid} on '${host}'`;
  if (host === hostname()) return (pid === process.pid ? held.has(path) : isAlive(pid)) ? named : undefined;
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < SILENCE ? named : undefined;
}

function parse(text: string): { readonly pid?: unknown; readonly host?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, and lives.
    return codeOf(error) === 'EPERM';
  }
}
