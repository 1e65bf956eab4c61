import { basename, dirname, join, resolve } from 'node:path';
import { readdir, stat } from 'node:fs/promises';
import { GanError, check, printable, shown } from '@ganblocks/core';
import type { ImageTable } from '../../tables/imageTable';
import { decodedImages } from '../cache/decodedImages';
import type { ImageReaderOptions } from '../cache/decodedImages';
import { decodedTable } from '../cache/decodedTable';
import type { SourceColumns } from '../cache/decodedTable';
import { fileErrorCode } from '../fileError';
import { fingerprintOf } from './fileSource';
import { byCodeUnits } from './listFiles';
import type { ListedFile } from './listFiles';
import { withParquet } from './parquetFile';
import type { ParquetFile } from './parquetFile';
import { parquetSource } from './parquetSource';

export interface ImageParquetOptions extends ImageReaderOptions {
  /** The column of images: bytes of image files, or structs `{ bytes, path }`. Default: 'image' or 'img', which one there is. */
  readonly imageColumn?: string;
  /** The column of classes, whole numbers; 'none': there are none. Default: 'label', 'labels' or 'fine_label' if there is one. */
  readonly labelColumn?: string;
  /** Of a folder, the files whose names begin with this and a dash: 'train' is `train-00000-of-00002.parquet` and so on. Default: all. */
  readonly split?: string;
}

/**
 * The images in a Parquet file, or in those of a folder in the order of their names: the layout of data sets on the Hugging Face hub, whose names of
 * classes are read too. They are decoded once into a cache file, as `imageFolder` does it; until then memory holds a row group or two.
 *
 * @throws GanError where a file is damaged or has no such column, an image is broken, or sharp or hyparquet are not installed (and
 * hyparquet-compressors, where the file is packed by anything but Snappy).
 * @see Apache Parquet: https://parquet.apache.org/docs/file-format/
 * @example
 * const openCifar = () => imageParquet('cifar10/plain_text', { split: 'train', resolution: 32 }); // a promise of a table
 */
export async function imageParquet(path: string, options: ImageParquetOptions = {}): Promise<ImageTable> {
  const where = `imageParquet '${path}'`;
  const files = await parquetFiles(path, options.split, where);
  const parts: PartColumns[] = [];
  for (const file of files)
    parts.push(await withParquet(file.path, where, (parquet) => columnsOf(parquet, options, `${where}: ${file.name}`)));
  const [first] = parts;
  const fitting = parts.every((part) => part.image === first?.image && (part.labels === undefined) === (first.labels === undefined));
  check(fitting, () => `${where}: expected files with the same columns. Got different ones. Pass the path of one file, or split.`);
  const name = options.name ?? [basename(resolve(path)).replace(/\.parquet$/i, ''), options.split].filter(Boolean).join('-');
  const column = first?.image ?? '';
  const source = parquetSource(files, parts, column, fingerprintOf([...files, { name: column, path: '', size: 0, mtimeMs: 0 }]), where);
  check(source.count > 0, () => `${where}: expected images. Got no rows. Check the file.`);
  const origin = `${resolve(path)}#${options.split ?? ''}`;
  const cache = await decodedImages({ where, name, source, origin, folder: folderOf(path, files), options });
  return decodedTable(name, cache, joined(parts), { name, source: `parquet ${path}`, ...(options.split ? { split: options.split } : {}) });
}

interface PartColumns extends SourceColumns {
  readonly image: string;
  readonly groups: ParquetFile['groups'];
}

/** The data's folder: the path itself, or that of the file. */
const folderOf = (path: string, [first]: readonly ListedFile[]): string => (first?.path === path ? dirname(path) : path);

async function parquetFiles(path: string, split: string | undefined, where: string): Promise<ListedFile[]> {
  const names = await namesOf(path, where);
  const wanted = names
    .filter((name) => split === undefined || name.startsWith(`${split}-`) || name === `${split}.parquet`)
    .sort(byCodeUnits);
  check(wanted.length > 0, () => `${where}: expected .parquet files${split ? ` of split '${split}'` : ''}. Got none. Check the path.`);
  return Promise.all(
    wanted.map(async (name) => {
      const file = names.length === 1 && name === '' ? path : join(path, name);
      const { size, mtimeMs } = await stat(file);
      return { name: basename(file), path: file, size, mtimeMs };
    }),
  );
}

/** The Parquet files of a folder; of a file the empty name. */
async function namesOf(path: string, where: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [''];
    return (await readdir(path)).filter((name) => name.endsWith('.parquet') && !name.startsWith('.'));
  } catch (error) {
    throw new GanError(`${where}: it cannot be read (${fileErrorCode(error)}). Check the path.`, { cause: error });
  }
}

async function columnsOf(file: ParquetFile, options: ImageParquetOptions, where: string): Promise<PartColumns> {
  const { imageColumn, labelColumn } = options;
  const image = imageColumn ?? ['image', 'img'].find((name) => file.columns.includes(name));
  const has = `Got ${printable(file.columns.join(', '), 120)}`;
  check(
    image !== undefined && file.columns.includes(image),
    () => `${where}: expected a column '${imageColumn ?? 'image'}'. ${has}. Pass imageColumn.`,
  );
  const label = labelColumn ?? ['label', 'labels', 'fine_label'].find((name) => file.columns.includes(name));
  const { groups } = file;
  if (label === undefined || label === 'none') return { image, groups };
  check(file.columns.includes(label), () => `${where}: expected a column '${label}'. ${has}. Pass labelColumn, or 'none'.`);
  const labels = new Int32Array(file.rows);
  const classes = classNames(file.note('huggingface'), label);
  for (const group of groups) {
    const values = await file.read(label, group);
    values.forEach((value, row) => (labels[group.from + row] = classOf(value, label, classes, where)));
  }
  return { image, groups, labels, ...(classes ? { classes } : {}) };
}

function classOf(value: unknown, column: string, classes: readonly string[] | undefined, where: string): number {
  const number = value === null || value === undefined ? -1 : Number(value);
  const isWhole = (typeof value !== 'string' || value === '') && Number.isInteger(number);
  const range = classes === undefined ? 'from 0' : `from 0 to ${classes.length - 1}`;
  check(
    isWhole && number >= -1 && number < (classes?.length ?? 2 ** 31),
    () => `${where}: expected classes ${range}, or -1, in column '${column}'. Got ${shown(String(value))}. Pass { labelColumn: 'none' }.`,
  );
  return number;
}

/** The names that the Hugging Face library puts into its files; nothing where they are not as expected. */
function classNames(note: string | undefined, column: string): readonly string[] | undefined {
  try {
    const info = JSON.parse(note ?? 'null') as { info?: { features?: Record<string, { names?: unknown }> } } | null;
    const names: unknown = info?.info?.features?.[column]?.names;
    return Array.isArray(names) && names.every((name) => typeof name === 'string') ? names : undefined;
  } catch {
    return undefined;
  }
}

function joined(parts: readonly PartColumns[]): SourceColumns {
  const [first] = parts;
  if (first?.labels === undefined) return {};
  const labels = Int32Array.from(parts.flatMap((part) => [...(part.labels ?? [])]));
  return { labels, ...(first.classes ? { classes: first.classes } : {}) };
}
