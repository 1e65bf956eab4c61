import { close, fstat, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { GanError, check } from '@ganblocks/core';
import { crc32 } from '../crc32';
import { fileErrorCode } from '../fileError';
import { readDetails } from './cacheDetails';
import type { CacheDetails } from './cacheDetails';
import { PREAMBLE_BYTES, checksumsAt, detailsAt, imageBytes, isCache, readPreamble } from './cacheFormat';
import type { CachePreamble } from './cacheFormat';

/** An open cache of decoded images. */
export interface ImageCache {
  readonly size: number;
  readonly imageShape: readonly [number, number, number];
  readonly details: CacheDetails;
  read(indices: Int32Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Why a file of the cache's name is not used: absent, another's file (which is left alone), or ours but damaged or old. */
export class UnusableCache extends Error {
  override readonly name = 'UnusableCache';
  constructor(
    readonly kind: 'absent' | 'foreign' | 'damaged',
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

// Descriptors and not FileHandles: one that is never closed is no warning on stderr when it is collected.
const files = { open: promisify(open), read: promisify(read), close: promisify(close), stat: promisify(fstat) };

/**
 * Opens a cache file. Images are read from it in ranges, when they are asked for; each is compared with its checksum the first time.
 *
 * @throws UnusableCache with the reason.
 */
export async function readCache(path: string): Promise<ImageCache> {
  const file = await files.open(path, 'r').catch((error: unknown) => {
    const code = fileErrorCode(error);
    throw new UnusableCache(code === 'ENOENT' ? 'absent' : 'foreign', `it cannot be read (${code})`, { cause: error });
  });
  let head = new Uint8Array(0);
  try {
    const { size: length } = await files.stat(file);
    head = await readRange(file, 0, Math.min(PREAMBLE_BYTES, length));
    const preamble = readPreamble(head, length);
    const details = await readRange(file, detailsAt(preamble), preamble.detailsLength);
    check(crc32(details) === preamble.detailsCrc, () => 'its details are damaged');
    const checksums = await readRange(file, checksumsAt(preamble), 4 * preamble.count);
    check(crc32(checksums) === preamble.checksumsCrc, () => 'its checksums are damaged');
    return opened({ file, path, preamble, checksums, details: readDetails(new TextDecoder().decode(details), preamble.count) });
  } catch (error) {
    await files.close(file);
    throw new UnusableCache(isCache(head) ? 'damaged' : 'foreign', fileErrorCode(error), { cause: error });
  }
}

interface OpenCache {
  readonly file: number;
  readonly path: string;
  readonly preamble: CachePreamble;
  readonly checksums: Uint8Array;
  readonly details: CacheDetails;
}

function opened({ file, path, preamble, checksums, details }: OpenCache): ImageCache {
  const length = imageBytes(preamble);
  const expected = new DataView(checksums.buffer, checksums.byteOffset);
  const compared = new Uint8Array(preamble.count);
  let closing: Promise<void> | undefined;
  const reading = new Set<Promise<unknown>>();

  async function readImages(indices: Int32Array): Promise<Uint8Array> {
    const bytes = new Uint8Array(indices.length * length);
    const parts: Promise<void>[] = [];
    for (let from = 0, to = 1; from < indices.length; from = to++) {
      // Neighbours in the file are one range.
      while (to < indices.length && indices[to] === indices[to - 1]! + 1) to++;
      parts.push(fill(file, bytes.subarray(from * length, to * length), PREAMBLE_BYTES + indices[from]! * length));
    }
    // All at once: the system reads while this thread computes a step. None reads on after this has failed, when the file may be closed.
    const failed = (await Promise.allSettled(parts)).find((part) => part.status === 'rejected');
    if (failed) throw failed.reason;
    indices.forEach((index, row) => compare(index, bytes.subarray(row * length, (row + 1) * length)));
    return bytes;
  }

  function compare(index: number, image: Uint8Array): void {
    if (compared[index] === 1) return;
    check(
      crc32(image) === expected.getUint32(4 * index, true),
      () => `cache '${path}': image ${index} is not what was written (its checksum differs). Delete the file: it is then built again.`,
    );
    compared[index] = 1;
  }

  return {
    size: preamble.count,
    imageShape: preamble.imageShape,
    details,
    async read(indices) {
      check(closing === undefined, () => `cache '${path}': it was read after close(). Read the data set again.`);
      const wrong = indices.find((index) => !(index >= 0 && index < preamble.count));
      check(wrong === undefined, () => `cache '${path}': expected images from 0 to ${preamble.count - 1}. Got ${wrong}. Ask for fewer.`);
      const images = readImages(indices);
      reading.add(images);
      return images.finally(() => reading.delete(images));
    },
    close: () => (closing ??= Promise.allSettled(reading).then(() => files.close(file))),
  };
}

async function readRange(file: number, at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  await fill(file, bytes, at);
  return bytes;
}

async function fill(file: number, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await files.read(file, bytes, done, bytes.length - done, at + done);
    if (bytesRead === 0) throw new GanError('the cache has become shorter while it was read. Delete it: it is then built again.');
    done += bytesRead;
  }
}
