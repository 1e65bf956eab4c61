import { check } from '@ganblocks/core';
import type { ImageSource } from '../cache/imageSource';
import type { ListedFile } from './listFiles';
import { withParquet } from './parquetFile';
import type { ParquetFile, RowGroup } from './parquetFile';

/** Row groups that are held while images are read in order: that of the images in work may be the one before. */
const HELD = 2;

/** A row group, and the file that it is in. */
interface Place {
  readonly file: ListedFile;
  readonly group: RowGroup;
  /** The number of its first image among all. */
  readonly first: number;
}

/** The images in a column of Parquet files. */
export function parquetSource(
  files: readonly ListedFile[],
  parts: readonly Pick<ParquetFile, 'groups'>[],
  column: string,
  fingerprint: string,
  where: string,
): ImageSource {
  const places: Place[] = [];
  let count = 0;
  for (const [part, file] of files.entries()) {
    for (const group of parts[part]?.groups ?? []) {
      places.push({ file, group, first: count });
      count += group.to - group.from;
    }
  }
  const placeOf = (index: number): Place => places[lastNotAbove(places, index)]!;

  return {
    count,
    fingerprint,
    nameOf(index) {
      const { file, group, first } = placeOf(index);
      return `${file.name}, row ${group.from + index - first}`;
    },
    async open() {
      const held = new Map<Place, Promise<readonly unknown[]>>();
      return {
        async read(index) {
          const place = placeOf(index);
          const values = held.get(place) ?? withParquet(place.file.path, where, (file) => file.read(column, place.group));
          held.set(place, values);
          for (const other of held.keys()) if (held.size > HELD && other !== place) held.delete(other);
          return bytesOf((await values)[index - place.first]);
        },
        close: async () => held.clear(),
      };
    },
  };
}

/** The last place that begins at `index` or before, by halving. */
function lastNotAbove(places: readonly Place[], index: number): number {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (places[middle]!.first <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

function bytesOf(value: unknown): Uint8Array {
  const bytes: unknown = typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : value;
  check(bytes instanceof Uint8Array, () => 'the column has no bytes here');
  return bytes;
}
