import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { GanError, check, printable } from '@ganblocks/core';
import { fileErrorCode } from '../fileError';
import { optionalPackage } from '../optionalPackage';

/** Rows that lie together in a file: what is decompressed at a time. */
export interface RowGroup {
  readonly from: number;
  readonly to: number;
}

export interface ParquetFile {
  readonly rows: number;
  readonly groups: readonly RowGroup[];
  /** The outermost columns. */
  readonly columns: readonly string[];
  /** A text that the writer has put beside the data. */
  note(key: string): string | undefined;
  /** The values of a column in a row group; bytes are not decoded as text. */
  read(column: string, group: RowGroup): Promise<readonly unknown[]>;
}

const MOST_ROWS = 2 ** 31;

/** Opens a Parquet file for the time of `work`. @throws GanError that begins with `where` where it is damaged, or hyparquet is not installed. */
export async function withParquet<Result>(path: string, where: string, work: (file: ParquetFile) => Promise<Result>): Promise<Result> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new GanError(`${where}: '${path}' cannot be read (${fileErrorCode(error)}). Check the path.`, { cause: error });
  });
  try {
    return await work(await openParquet(file, path, where));
  } finally {
    await file.close();
  }
}

async function openParquet(file: FileHandle, path: string, where: string): Promise<ParquetFile> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await optionalPackage('hyparquet', where, () => import('hyparquet'));
  const buffer = rangesOf(file, (await file.stat()).size);
  const metadata = await orRefuse(path, where, () => parquetMetadataAsync(buffer, { geoparquet: false }));
  const groups = groupsOf(metadata, path, where);
  const columns = await orRefuse(path, where, async () => parquetSchema(metadata).children.map((child) => child.element.name));
  const codecs = new Set(metadata.row_groups.flatMap((group) => group.columns.map((column) => column.meta_data?.codec ?? 'UNCOMPRESSED')));
  const plain = [...codecs].every((codec) => codec === 'UNCOMPRESSED' || codec === 'SNAPPY');
  const unpacking = plain
    ? {}
    : { compressors: (await optionalPackage('hyparquet-compressors', where, () => import('hyparquet-compressors'))).compressors };
  return {
    rows: groups.at(-1)?.to ?? 0,
    groups,
    columns,
    note: (key) => metadata.key_value_metadata?.find((note) => note.key === key)?.value,
    read: (column, { from, to }) =>
      orRefuse(path, where, async () => {
        const rows = await parquetReadObjects({
          file: buffer,
          metadata,
          columns: [column],
          rowStart: from,
          rowEnd: to,
          utf8: false,
          ...unpacking,
        });
        check(rows.length === to - from, () => `column '${printable(column)}' has ${rows.length} values in ${to - from} rows`);
        return rows.map((row) => row[column] as unknown);
      }),
  };
}

/** A damaged file leads hyparquet to all sorts of errors. */
async function orRefuse<Result>(path: string, where: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const reason = printable(fileErrorCode(error).split('\n')[0] ?? '', 120).replace(/[.\s]+$/, '');
    throw new GanError(`${where}: '${basename(path)}' is no whole Parquet file (${reason}). Download it again.`, { cause: error });
  }
}

function groupsOf(metadata: FileMetaData, path: string, where: string): RowGroup[] {
  let to = 0;
  const groups = metadata.row_groups.map((group) => {
    const from = to;
    to += Number(group.num_rows);
    return { from, to };
  });
  check(
    to === Number(metadata.num_rows) && to < MOST_ROWS && groups.every((group) => group.to >= group.from),
    () => `${where}: '${basename(path)}' is no whole Parquet file (its row groups do not add up to its rows). Download it again.`,
  );
  return groups;
}

/** The file as hyparquet wants it. What lies outside is refused at once, before memory is taken for it. */
function rangesOf(file: FileHandle, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    slice(start, end = byteLength) {
      check(start >= 0 && end >= start && end <= byteLength, () => `bytes ${start} to ${end} of a file of ${byteLength}`);
      const bytes = readRange(file, start, end);
      // Of several ranges hyparquet awaits one after the other; the failure of a later one is not to end the process meanwhile.
      bytes.catch(() => undefined);
      return bytes;
    },
  };
}

async function readRange(file: FileHandle, start: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
    check(bytesRead > 0, () => 'it has become shorter while it was read');
    done += bytesRead;
  }
  return bytes.buffer;
}
