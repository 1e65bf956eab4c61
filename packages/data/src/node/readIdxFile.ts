import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { GanError, check } from '@ganblocks/core';
import { idxHeader, sizesOf } from '../formats/idxHeader';
import { readIdx } from '../formats/readIdx';
import type { IdxArray } from '../formats/readIdx';
import { fileErrorCode } from './fileError';

/** Compressed bytes that hold the header of an IDX file, file names and comments of the compressor included. */
const HEAD_BYTES = 4096;
const MOST_BYTES = 2 ** 30;

/**
 * Reads the IDX file `name` of a folder, as it is or as `name.gz`. Errors begin with `where`, name the file and say what to do.
 *
 * A compressed file is inflated no further than its own header says it goes, and to 1 GiB at most.
 */
export function readIdxFile(folder: string, name: string, where: string): IdxArray {
  const path = [join(folder, name), join(folder, `${name}.gz`)].find(existsSync);
  check(path !== undefined, () => `${where}: expected '${name}' or '${name}.gz' in '${folder}'. Neither is there. Correct the folder.`);
  const bytes = readBytes(path, where);
  return readIdx(path.endsWith('.gz') ? gunzip(bytes, path, where) : bytes, { name: path });
}

function readBytes(path: string, where: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new GanError(`${where}: '${path}' cannot be read (${fileErrorCode(error)}). Check that it is a file and may be read.`, {
      cause: error,
    });
  }
}

function gunzip(bytes: Uint8Array, path: string, where: string): Uint8Array {
  const head = inflate(path, where, () => gunzipSync(bytes.subarray(0, HEAD_BYTES), { finishFlush: constants.Z_SYNC_FLUSH }));
  const { shape, length } = idxHeader(head, `readIdx '${path}'`);
  check(
    length <= MOST_BYTES,
    () =>
      `${where}: '${path}' may hold at most ${MOST_BYTES} bytes. Got shape ${sizesOf(shape)}, ${length} bytes. If it is meant, gunzip it first.`,
  );
  return inflate(path, where, () => gunzipSync(bytes, { maxOutputLength: length }));
}

function inflate(path: string, where: string, run: () => Uint8Array): Uint8Array {
  try {
    return run();
  } catch (error) {
    check(!isTooLarge(error), () => `${where}: '${path}' holds more bytes than its IDX header says. It is damaged: download it again.`);
    throw new GanError(`${where}: '${path}' is no complete gzip file (${fileErrorCode(error)}). Download it again.`, { cause: error });
  }
}

const isTooLarge = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
