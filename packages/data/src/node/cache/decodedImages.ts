import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { GanError, check, shown } from '@ganblocks/core';
import { decodingOf } from '../decode/decodeOptions';
import type { DecodeOptions, Decoding } from '../decode/decodeOptions';
import type { DecodeProgress } from '../decode/decodeProgress';
import { buildCache, refusal } from './buildCache';
import type { ImageSource } from './imageSource';
import { UnusableCache, readCache } from './readCache';
import type { ImageCache } from './readCache';

/** What all readers of image files take. */
export interface ImageReaderOptions extends DecodeOptions {
  /** What logs and errors call the data set. Default: the name of the folder or file. */
  readonly name?: string;
  /** What a file that cannot be decoded does: 'refuse' is an error that names it, 'skip' leaves it out, and `describe()` counts it. Default: 'refuse'. */
  readonly broken?: 'refuse' | 'skip';
  /** Where the decoded images are kept. Default: the folder `.ganblocks-cache` next to the data. */
  readonly cacheFolder?: string;
  /**
   * How many images are decoded at a time, off the main thread, by sharp's threads (4, or what the environment variable UV_THREADPOOL_SIZE says);
   * 0 and 1: one after the other. It never changes the images. Default: the number of processors.
   */
  readonly workers?: number;
  /** Told every 0.2 s how far decoding has come; not called where the images are in the cache. Default: nothing is told. */
  readonly onProgress?: (progress: DecodeProgress) => void;
}

export interface DecodedImagesOptions {
  /** What errors begin with. */
  readonly where: string;
  readonly name: string;
  readonly source: ImageSource;
  /** A path that says where the images are from; part of the cache file's name. */
  readonly origin: string;
  /** The folder that the data is in. */
  readonly folder: string;
  readonly options: ImageReaderOptions;
  /** The images are maps of numbers of 16 bits: two channels, the lower byte first. */
  readonly numbers?: boolean;
}

/**
 * The images of a source, decoded: out of the cache if it has them as they are now, otherwise decoded into it first.
 *
 * @throws GanError where an image is broken and `broken` is 'refuse', or the cache cannot be written, or its name is another's file.
 */
export async function decodedImages({
  where,
  name,
  source,
  origin,
  folder,
  options,
  numbers = false,
}: DecodedImagesOptions): Promise<ImageCache> {
  const { broken = 'refuse', workers = availableParallelism(), cacheFolder = join(folder, '.ganblocks-cache'), onProgress } = options;
  const decoding: Decoding = { ...decodingOf(options, where), ...(numbers ? { channels: 2 } : {}) };
  check(
    ['refuse', 'skip'].includes(broken),
    () => `${where}: broken must be 'refuse' or 'skip'. Got ${shown(broken)}. Use 'skip' to go on.`,
  );
  check(
    Number.isSafeInteger(workers) && workers >= 0,
    () => `${where}: workers must be a whole number from 0. Got ${shown(workers)}. Leave it out for one a processor.`,
  );
  const path = join(cacheFolder, cacheName(name, origin, decoding));
  const cached = await usable(path, source, where);
  if (cached === undefined) await buildCache({ where, path, source, decoding, broken, workers, onProgress });
  const cache = cached ?? (await readCache(path));
  const { skipped, total } = cache.details;
  if (skipped.length === 0 || broken === 'skip') return cache;
  await cache.close();
  throw new GanError(refusal(where, skipped, total));
}

/** The cache if it is whole and of this source as it is now; nothing where it is to be built. */
async function usable(path: string, source: ImageSource, where: string): Promise<ImageCache | undefined> {
  try {
    const cache = await readCache(path);
    if (cache.details.fingerprint === source.fingerprint && cache.details.total === source.count) return cache;
    await cache.close();
    return undefined;
  } catch (error) {
    if (!(error instanceof UnusableCache)) throw error;
    check(
      error.kind !== 'foreign',
      () =>
        `${where}: expected a cache of images or nothing at '${path}'. Got another file: ${error.message}. Move it away, or pass cacheFolder.`,
    );
    return undefined;
  }
}

function cacheName(name: string, origin: string, decoding: Decoding): string {
  const key = createHash('sha256')
    .update(JSON.stringify([origin, decoding]))
    .digest('hex')
    .slice(0, 16);
  const readable = name.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40);
  return `${readable}-${key}.images`;
}
