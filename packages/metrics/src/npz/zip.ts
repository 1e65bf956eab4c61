import { check, crc32, printable } from '@ganblocks/core';

/** A file inside a zip file: where its bytes lie, as they are stored. */
export interface ZipEntry {
  readonly name: string;
  /** As stored: whole, or deflated. */
  readonly stored: Uint8Array;
  readonly deflated: boolean;
  /** Of the file itself. */
  readonly size: number;
  readonly crc: number;
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const MOST_ENTRIES = 1000;
const remedy = 'Is the file whole? Save it again with numpy.savez.';

/**
 * The files inside a zip file, nothing unpacked: not of several parts, encrypted, or larger than 4 GiB.
 *
 * @throws GanError if the file is truncated, damaged or hostile.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export const zipEntries = (bytes: Uint8Array): readonly ZipEntry[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOf(bytes, view);
  const [count, start] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  check(count <= MOST_ENTRIES, () => `readNpz: a file must hold at most ${MOST_ENTRIES} arrays. Got ${count}. Split it.`);
  const entries: ZipEntry[] = [];
  for (let i = 0, at = start; i < count; i++) {
    check(
      at + 46 <= end && view.getUint32(at, true) === CENTRAL,
      () => `readNpz: expected a directory entry at byte ${at}. Got none. ${remedy}`,
    );
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    const next = at + 46 + nameLength + extra + comment;
    check(next <= end, () => `readNpz: the directory must end before byte ${end}. Got an entry until ${next}. ${remedy}`);
    entries.push(entryAt(bytes, view, at, nameLength));
    at = next;
  }
  return entries;
};

/** The end record stands last, but for a comment of up to 65,535 bytes. */
const endOf = (bytes: Uint8Array, view: DataView): number => {
  const last = bytes.length - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) if (view.getUint32(at, true) === END) return at;
  check(false, () => `readNpz: expected a zip file. Got ${bytes.length} bytes without its end record. ${remedy}`);
  return 0;
};

const entryAt = (bytes: Uint8Array, view: DataView, at: number, nameLength: number): ZipEntry => {
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
  const where = `readNpz: '${printable(name)}'`;
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [crc, packed, size, local] = [16, 20, 24, 42].map((offset) => view.getUint32(at + offset, true)) as [
    number,
    number,
    number,
    number,
  ];
  check((flags & 1) === 0, () => `${where} must not be encrypted. Got a file that is. ${remedy}`);
  check(method === 0 || method === 8, () => `${where} must be stored or deflated. Got method ${method}. ${remedy}`);
  check(
    local + 30 <= bytes.length && view.getUint32(local, true) === LOCAL,
    () => `${where} must have a header at byte ${local}. Got none. ${remedy}`,
  );
  const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  check(begin + packed <= bytes.length, () => `${where} must lie inside the file. Got bytes ${begin} to ${begin + packed}. ${remedy}`);
  // Deflate makes at most 1,032 bytes of one.
  const most = method === 0 ? packed : 1032 * packed + 64;
  check(size <= most && (method === 8 || size === packed), () => `${where} must have its size. Got ${size} of ${packed} bytes. ${remedy}`);
  return { name, stored: bytes.subarray(begin, begin + packed), deflated: method === 8, size, crc };
};

/**
 * The bytes of a file inside a zip file.
 *
 * @throws GanError if they are not what the zip file says of them.
 */
export const unpacked = async ({ name, stored, deflated, size, crc }: ZipEntry): Promise<Uint8Array> => {
  const bytes = deflated ? await inflated(name, stored, size) : stored;
  check(
    bytes.length === size && crc32(bytes) === crc,
    () => `readNpz: '${printable(name)}' must have the size and the checksum that the file states. Got others. ${remedy}`,
  );
  return bytes;
};

/** By the platform's own decompression; stops where there are more than `size` bytes. */
const inflated = async (name: string, stored: Uint8Array, size: number): Promise<Uint8Array> => {
  const result = new Uint8Array(size);
  let at = 0;
  try {
    const stream = new Blob([stored.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (at + part.value.length > size) {
        await reader.cancel();
        return new Uint8Array(0);
      }
      result.set(part.value, at);
      at += part.value.length;
    }
  } catch (cause) {
    check(false, () => `readNpz: '${printable(name)}' cannot be unpacked: ${printable(String(cause), 120)}. ${remedy}`);
  }
  return result.subarray(0, at);
};

/** A zip file of files that are stored as they are. */
export const zipOf = (files: ReadonlyMap<string, Uint8Array>): Uint8Array => {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const text = new TextEncoder().encode(name);
    const crc = crc32(bytes);
    // Version 2.0; no flags; stored; the first of January 1980.
    const common = [20, 2, 0, 2, 0, 2, 0, 2, 0x21, 2, crc, 4, bytes.length, 4, bytes.length, 4, text.length, 2, 0, 2];
    const local = littleEndian([LOCAL, 4, ...common]);
    parts.push(local, text, bytes);
    directory.push(littleEndian([CENTRAL, 4, 20, 2, ...common, 0, 2, 0, 2, 0, 2, 0, 4, at, 4]), text);
    at += local.length + text.length + bytes.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = littleEndian([END, 4, 0, 2, 0, 2, files.size, 2, files.size, 2, length, 4, at, 4, 0, 2]);
  const result = new Uint8Array(at + length + end.length);
  let offset = 0;
  for (const part of [...parts, ...directory, end]) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
};

/** Numbers and how many bytes each has, in turn. */
const littleEndian = (fields: readonly number[]): Uint8Array => {
  const bytes: number[] = [];
  for (let i = 0; i < fields.length; i += 2) {
    for (let k = 0; k < fields[i + 1]!; k++) bytes.push((fields[i]! >>> (8 * k)) & 0xff);
  }
  return Uint8Array.from(bytes);
};
