import type { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { GanError, check, printable } from '@ganblocks/core';
import { crc32 } from '../crc32';
import { fileErrorCode } from '../fileError';
import { optionalPackage } from '../optionalPackage';

/** The files in a zip file. */
export interface ZipArchive {
  readonly names: readonly string[];
  /** The bytes of the file with this number. Rejects with what is wrong with it. */
  read(index: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** What one file in the archive may become when it is inflated. */
const LARGEST_FILE = 2 ** 28;

/**
 * Opens a zip file and lists its files; hidden ones and those that a Mac adds are left out. Nothing is inflated before it is read, and no file
 * beyond 256 MiB or what the archive says of it; its CRC-32 is compared.
 *
 * @throws GanError that begins with `where` where it is no whole zip file or yauzl is not installed.
 */
export async function openZip(path: string, where: string): Promise<ZipArchive> {
  const yauzl = await optionalPackage('yauzl', where, () => import('yauzl'));
  try {
    const zip = await new Promise<ZipFile>((resolve, reject) =>
      yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    const entries = await entriesOf(zip);
    const twice = repeated(entries.map((entry) => entry.fileName));
    if (twice !== undefined) await closed(zip);
    check(twice === undefined, () => `it has two files '${printable(twice ?? '')}'`);
    return {
      names: entries.map((entry) => entry.fileName),
      read: (index) => readEntry(zip, entries[index]),
      close: () => closed(zip),
    };
  } catch (error) {
    const reason = printable(fileErrorCode(error), 120);
    throw new GanError(`${where}: it cannot be read as a zip file (${reason}). Check the path, or make or download the file again.`, {
      cause: error,
    });
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject);
      zip.on('end', resolve);
      zip.on('entry', (entry: Entry) => {
        if (isVisible(entry.fileName)) entries.push(entry);
        zip.readEntry();
      });
      zip.readEntry();
    });
  } catch (error) {
    await closed(zip);
    throw error;
  }
  return entries;
}

function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

const isVisible = (name: string): boolean => !name.endsWith('/') && !/(?:^|\/)(?:\.|__MACOSX\/)/.test(name);

async function readEntry(zip: ZipFile, entry: Entry | undefined): Promise<Uint8Array> {
  check(entry !== undefined, () => 'there is no such file in the archive');
  check(entry.uncompressedSize <= LARGEST_FILE, () => `it says that it has ${entry.uncompressedSize} bytes, above ${LARGEST_FILE}`);
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part as Uint8Array);
  const bytes = Buffer.concat(parts);
  check(crc32(bytes) === entry.crc32, () => 'its checksum in the archive differs');
  return bytes;
}

/** yauzl closes the file when no stream reads it any longer. */
function closed(zip: ZipFile): Promise<void> {
  if (!zip.isOpen) return Promise.resolve();
  return new Promise((resolve) => {
    zip.once('close', resolve);
    zip.close();
  });
}
