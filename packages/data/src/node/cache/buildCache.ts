import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GanError, check, printable } from '@ganblocks/core';
import { crc32 } from '../crc32';
import { fileErrorCode } from '../fileError';
import { imageDecoder } from '../decode/decodeImage';
import type { DecodedImage } from '../decode/decodeImage';
import type { Decoding } from '../decode/decodeOptions';
import { progressReports } from '../decode/decodeProgress';
import type { DecodeProgress } from '../decode/decodeProgress';
import { inOrder } from '../decode/inOrder';
import { makeFolder } from '../makeFolder';
import { writeRemedy } from '../writeWhole';
import type { CacheDetails, SkippedImage } from './cacheDetails';
import { PREAMBLE_BYTES, checksumsAt, detailsAt, writePreamble } from './cacheFormat';
import type { ImageSource, OpenImageSource } from './imageSource';

export interface BuildCacheOptions {
  /** What errors begin with. */
  readonly where: string;
  readonly path: string;
  readonly source: ImageSource;
  readonly decoding: Decoding;
  readonly broken: 'refuse' | 'skip';
  /** How many images are decoded at a time; 0 is as 1. */
  readonly workers: number;
  readonly onProgress?: ((progress: DecodeProgress) => void) | undefined;
}

/** After this time, in milliseconds, an unfinished file belongs to a process that has died. */
const STALE = 3_600_000;

/**
 * Decodes all images of a source into a cache file, which appears whole or not at all: under a temporary name first, synced, then renamed.
 * Memory holds no more images than are decoded at a time. The bytes of the file are the same for any number of `workers`.
 *
 * @throws GanError that names the image where one cannot be decoded, or the path where it cannot be written.
 */
export async function buildCache(options: BuildCacheOptions): Promise<void> {
  const { where, path, source } = options;
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await makeFolder(dirname(path));
    await removeStale(path);
    const file = await open(temporary, 'wx');
    try {
      const opened = await source.open();
      try {
        await decodeInto(file, opened, options);
      } finally {
        await opened.close();
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // Best effort: the first error is the one to report.
    await rm(temporary, { force: true }).catch(() => undefined);
    if (error instanceof GanError) throw error;
    const code = fileErrorCode(error);
    const elsewhere = 'Or pass cacheFolder: a folder that may be written.';
    throw new GanError(`${where}: the cache '${path}' cannot be written (${code}). ${writeRemedy(code, dirname(path))} ${elsewhere}`, {
      cause: error,
    });
  }
}

async function decodeInto(file: FileHandle, opened: OpenImageSource, options: BuildCacheOptions): Promise<void> {
  const { where, source, decoding, broken, workers, onProgress } = options;
  const decode = await imageDecoder(decoding, where);
  const report = progressReports(source.count, onProgress);
  const skipped: SkippedImage[] = [];
  const checksums = new Uint32Array(source.count);
  let first: DecodedImage | undefined;
  let index = 0;
  let count = 0;
  for await (const outcome of inOrder(source.count, Math.max(1, workers), async (at) =>
    decode(await opened.read(at), source.cropOf?.(at)),
  )) {
    if ('error' in outcome) {
      const reason = printable(fileErrorCode(outcome.error).split('\n')[0] ?? '', 100).replace(/[.\s]+$/, '');
      skipped.push({ index, name: source.nameOf(index), reason });
      check(broken === 'skip', () => refusal(where, skipped, source.count));
    } else {
      const { value } = outcome;
      first ??= value;
      checkSize(first, value, source.nameOf(index), where);
      await writeAt(file, value.data, PREAMBLE_BYTES + count * value.data.length);
      checksums[count++] = crc32(value.data);
    }
    report(++index);
  }
  check(first !== undefined, () => `${where}: none of the ${source.count} images can be decoded. ${listed(skipped)} Look at these files.`);
  const { data: _, ...size } = first;
  const details: CacheDetails = { decoding, fingerprint: source.fingerprint, total: source.count, skipped };
  await writeRest(file, { count, imageShape: [size.height, size.width, decoding.channels] }, checksums.subarray(0, count), details);
}

async function writeRest(
  file: FileHandle,
  table: { readonly count: number; readonly imageShape: readonly [number, number, number] },
  checksums: Uint32Array,
  details: CacheDetails,
): Promise<void> {
  const list = new Uint8Array(4 * checksums.length);
  checksums.forEach((checksum, index) => new DataView(list.buffer).setUint32(4 * index, checksum, true));
  const json = new TextEncoder().encode(JSON.stringify(details));
  await writeAt(file, list, checksumsAt(table));
  await writeAt(file, json, detailsAt(table));
  const preamble = writePreamble({ ...table, detailsLength: json.length, checksumsCrc: crc32(list), detailsCrc: crc32(json) });
  await writeAt(file, preamble, 0);
}

/** One write may take only a part, on a disk that is nearly full for example. */
async function writeAt(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

/** The refusal of a set with broken images; its list may be the first of them, or all. */
export function refusal(where: string, broken: readonly SkippedImage[], total: number): string {
  const which = `image ${(broken[0]?.index ?? 0) + 1} of ${total}`;
  const many = broken.length === 1 ? `${which} cannot be decoded.` : `${broken.length} of ${total} images cannot be decoded.`;
  return `${where}: ${many} ${listed(broken)} Mend or remove what is broken, or pass { broken: 'skip' } to go on without it.`;
}

const NAMED = 3;

/** The first broken images with their reasons, as one sentence. */
function listed(broken: readonly SkippedImage[]): string {
  const names = broken.slice(0, NAMED).map(({ name, reason }) => `'${printable(name, 60)}': ${printable(reason, 60)}`);
  return `${names.join('; ')}${broken.length > NAMED ? `; and ${broken.length - NAMED} more` : ''}.`;
}

function checkSize(first: DecodedImage, { height, width }: DecodedImage, name: string, where: string): void {
  check(
    height === first.height && width === first.width,
    () =>
      `${where}: expected images of one size, ${first.height} x ${first.width} as the first. Got ${height} x ${width} in '${printable(name)}'. Pass { resolution }.`,
  );
}

/** Removes what builds that were killed have left of this cache. */
async function removeStale(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`.${basename(path)}.`) || !name.endsWith('.tmp')) continue;
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > STALE) await rm(join(folder, name), { force: true });
  }
}
