import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GanError, check } from '@ganblocks/core';
import { readIdx } from '../formats/readIdx';
import type { IdxArray } from '../formats/readIdx';
import { fileErrorCode } from './fileError';

/** Reads the IDX file `name` of a folder, as it is or as `name.gz`. Errors begin with `where`, name the file and say what to do. */
export function readIdxFile(folder: string, name: string, where: string): IdxArray {
  const plain = join(folder, name);
  const path = [plain, `${plain}.gz`].find(existsSync);
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
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new GanError(`${where}: '${path}' is no complete gzip file (${fileErrorCode(error)}). Download it again.`, { cause: error });
  }
}
