import { GanError } from '@ganblocks/core';

const CHOOSE = "Choose another folder with 'run' (on a command line: --run)";

/** What the operating system says, in words, and what helps. */
const REASONS: Readonly<Record<string, readonly [reason: string, remedy: string]>> = {
  EACCES: ['no permission', `${CHOOSE}, or allow writing there.`],
  EPERM: ['not permitted', `${CHOOSE}, or allow writing there.`],
  EROFS: ['a read-only file system', `${CHOOSE}.`],
  ENOTDIR: ['a file lies where a folder is needed', `${CHOOSE}.`],
  EEXIST: ['a file lies where the folder is to be', `${CHOOSE}.`],
  ENOENT: ['the place does not exist and cannot be made', `${CHOOSE}.`],
  ENOSPC: ['the disk is full', `Make room there, or choose a folder on another disk with 'run' (on a command line: --run).`],
  EDQUOT: ['the disk quota is used up', `Make room there, or choose a folder on another disk with 'run' (on a command line: --run).`],
};

/** The error of a file operation as one that a user can act on. `doing` completes 'could not', for example 'create the folder'. */
export function diskError(doing: string, path: string, error: unknown): GanError {
  const code = codeOf(error);
  const [reason, remedy] = REASONS[code] ?? [messageOf(error), `${CHOOSE}.`];
  return new GanError(`run folder: could not ${doing} '${path}'. Got ${code} (${reason}). ${remedy}`, { cause: error });
}

/** Runs a file operation; what it throws becomes a `diskError`. */
export async function onDisk<Result>(doing: string, path: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof GanError) throw error;
    throw diskError(doing, path, error);
  }
}

/** The code of a failed file operation: `ENOENT`; 'an error' where it has none. Asked of the object, not its class: tests and workers have their own `Error`. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'an error';
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
