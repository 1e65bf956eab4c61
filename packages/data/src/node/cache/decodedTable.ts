import type { JsonObject } from '@ganblocks/core';
import type { AttributeColumn, ImageTable } from '../../tables/imageTable';
import type { Decoding } from '../decode/decodeOptions';
import type { ImageCache } from './readCache';

/** What a source knows of its images, one entry an image, before broken ones are left out. */
export interface SourceColumns {
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  readonly attributes?: AttributeColumn;
  readonly captions?: readonly (readonly string[])[];
}

/** The table of a cache's images, with the source's columns less the images that were skipped. */
export function decodedTable(name: string, cache: ImageCache, columns: SourceColumns, about: JsonObject): ImageTable {
  const { skipped, total, decoding } = cache.details;
  const lost = new Set(skipped.map(({ index }) => index));
  const kept = Int32Array.from({ length: total }, (_, index) => index).filter((index) => !lost.has(index));
  const { size, imageShape } = cache;
  return {
    name,
    size,
    imageShape,
    read: (indices) => cache.read(indices),
    close: () => cache.close(),
    describe: () => ({
      ...about,
      size,
      decoding: plain(decoding),
      ...(lost.size === 0 ? {} : { skipped: skipped.map((one) => one.name) }),
    }),
    ...columnsOf(columns, kept),
  };
}

function columnsOf({ labels, classes, attributes, captions }: SourceColumns, kept: Int32Array): SourceColumns {
  return {
    ...(labels === undefined ? {} : { labels: kept.map((index) => labels[index] ?? -1) }),
    ...(classes === undefined ? {} : { classes }),
    ...(attributes === undefined ? {} : { attributes: attributesOf(attributes, kept) }),
    ...(captions === undefined ? {} : { captions: Array.from(kept, (index) => captions[index] ?? []) }),
  };
}

function attributesOf({ names, values }: AttributeColumn, kept: Int32Array): AttributeColumn {
  const picked = new Uint8Array(kept.length * names.length);
  kept.forEach((index, row) => picked.set(values.subarray(index * names.length, (index + 1) * names.length), row * names.length));
  return { names, values: picked };
}

function plain(decoding: Decoding): JsonObject {
  const { resolution, fit, crop, filter, channels, background } = decoding;
  return {
    resolution: resolution === null ? null : [...resolution],
    fit,
    crop: typeof crop === 'object' && crop !== null ? { ...crop } : crop,
    filter,
    channels,
    background: [...background],
  };
}
