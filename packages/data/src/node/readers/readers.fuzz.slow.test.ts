import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { randomStream } from '@ganblocks/core';
import { fuzzReader, mutateBytes, mutateJson } from '@ganblocks/core/testing';
import type { FuzzTally, Mutation } from '@ganblocks/core/testing';
import { fuzzFiles } from '../../../tests/fuzzFiles';
import { idxOf } from '../../../tests/idxOf';
import { parquetOf } from '../../../tests/parquetOf';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { zipOf } from '../../../tests/zipOf';
import type { ImageTable } from '../../tables/imageTable';
import { idxImages } from '../idxImages';
import { readAttributeList, readPartition } from './attributeList';
import { celebA } from './celebA';
import { datasetLabels } from './datasetJson';
import { imageParquet } from './imageParquet';
import { imageZip } from './imageZip';

const FILES = 10_000;
/** Of lists that are read with their images. */
const FOLDERS = 1000;
const LIMIT = 240_000;
const folder = temporaryFolder();
const png = (value: number): Uint8Array => plainPng(2, 2, [value]);
const LABELS = '{"labels": [["a/1.png", 0], ["b/2.png", 1], ["b/3.png", 1]]}';
const LIST = '3\nBald Male Young \n000001.jpg -1  1  1\n000002.jpg  1  1 -1\n000003.jpg -1 -1  1\n';
const PARTITION = '000001.jpg 0\n000002.jpg 1\n000003.jpg 2\n';

function* mutated(whole: readonly Uint8Array[], seed: number, count = FILES): Generator<Mutation> {
  const random = randomStream(seed);
  for (let number = 0; number < count; number++) yield mutateBytes(whole[number % whole.length]!, random.split(`file ${number}`));
}

/** Half of them bytes that are changed, half values. */
function* mutatedJson(json: string, seed: number, count = FILES): Generator<Mutation> {
  const [random, whole] = [randomStream(seed), new TextEncoder().encode(json)];
  for (let number = 0; number < count; number++) {
    const draw = random.split(`file ${number}`);
    const changed = mutateJson(json, draw);
    yield number % 2 === 0 ? mutateBytes(whole, draw) : { kind: changed.kind, bytes: new TextEncoder().encode(changed.json) };
  }
}

interface Read {
  readonly table: ImageTable;
  readonly bytes: Uint8Array;
}

/** All of a table's images, and the table, closed. */
async function read(open: Promise<ImageTable>): Promise<Read> {
  const table = await open;
  try {
    return { table, bytes: await table.read(Int32Array.from({ length: table.size }, (_, index) => index)) };
  } finally {
    await table.close();
  }
}

/** The columns are as long as the table, and the classes below their number. */
function checkColumns({ table, bytes }: Read, most: number): void {
  const { size, imageShape, labels, attributes, classes } = table;
  expect(size).toBeLessThanOrEqual(most);
  expect([bytes.length, labels?.length ?? size]).toEqual([size * imageShape.reduce((product, side) => product * side, 1), size]);
  expect(attributes?.values.length ?? 0).toBe(size * (attributes?.names.length ?? 0));
  expect((labels ?? []).every((label) => label >= -1 && label < (classes?.length ?? Infinity))).toBe(true);
}

function expectBoth({ accepted, refused }: FuzzTally, files = FILES): void {
  expect(accepted + refused).toBe(files);
  expect(Math.min(accepted, refused)).toBeGreaterThan(files / 100);
}

describe('damaged files are read or refused', () => {
  test(
    `${FILES} zip files`,
    async () => {
      const [images, others] = [
        { 'a/1.png': png(1), 'b/2.png': png(2), 'b/3.png': png(3) },
        { 'a.png': png(1), 'b.webp': png(2) },
      ];
      const wholes = [zipOf({ ...images, 'dataset.json': LABELS }), zipOf(images), zipOf(others)];
      const tally = await fuzzFiles(mutated(wholes, 21), {
        where: "imageZip '",
        read: (bytes, number) =>
          read(imageZip(folder.write('zip/images.zip', bytes), { channels: 1, cacheFolder: folder.path(`zip/${number}`) })),
        // What the archive's checksums let through is one of the images.
        verify(value) {
          checkColumns(value, 3);
          const firsts = value.bytes.filter((_, at) => at % 4 === 0);
          expect([...value.bytes]).toEqual([...firsts].flatMap((first) => [first, first, first, first]));
          expect([...firsts].every((first) => first >= 1 && first <= 3)).toBe(true);
        },
      });
      expectBoth(tally);
    },
    LIMIT,
  );

  test(
    `${FILES} Parquet files`,
    async () => {
      const note = ['huggingface', JSON.stringify({ info: { features: { label: { names: ['cat', 'dog'] } } } })] as const;
      const columns = [
        { path: ['image', 'bytes'], values: [png(1), png(2), png(3)] },
        { path: ['label'], values: [0n, 1n, 1n] },
      ];
      const wholes = [parquetOf(columns, { note }), parquetOf(columns, { groupRows: 1 }), parquetOf(columns, { gzip: true, groupRows: 2 })];
      const tally = await fuzzFiles(mutated(wholes, 22), {
        where: "imageParquet '",
        read: (bytes, number) =>
          read(imageParquet(folder.write('parquet/train.parquet', bytes), { channels: 1, cacheFolder: folder.path(`parquet/${number}`) })),
        verify: (value) => checkColumns(value, 1000),
      });
      expectBoth(tally);
    },
    LIMIT,
  );

  test(
    `${FILES} of each kind of list`,
    () => {
      const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
      const tallies = [
        fuzzReader(mutated([new TextEncoder().encode(LIST)], 23), {
          read: (bytes) => readAttributeList(text(bytes), 'celebA'),
          verify: ({ value }) => value && expect(value.attributes.values.length).toBe(value.files.length * value.attributes.names.length),
        }),
        fuzzReader(mutated([new TextEncoder().encode(PARTITION)], 24), {
          read: (bytes) => readPartition(text(bytes), 'celebA'),
          verify: ({ value }) => value && expect([...value.values()].every((part) => [0, 1, 2].includes(part))).toBe(true),
        }),
        fuzzReader(mutatedJson(LABELS, 25), {
          read: (bytes) => datasetLabels(text(bytes), ['a/1.png', 'b/2.png', 'b/3.png'], 'imageZip') ?? new Int32Array(3),
          verify: ({ value }) => value && expect([value.length, value.every((label) => label >= 0)]).toEqual([3, true]),
        }),
      ];
      for (const tally of tallies) expectBoth(tally);
    },
    LIMIT,
  );

  test(
    `${FOLDERS} folders of CelebA and ${FOLDERS} zip files with a damaged list`,
    async () => {
      for (const image of [1, 2, 3]) folder.write(`celeba/img_align_celeba/00000${image}.jpg`, plainPng(8, 8, [image]));
      folder.write('celeba/list_eval_partition.txt', PARTITION);
      const faces = await fuzzFiles(mutated([new TextEncoder().encode(LIST)], 26, FOLDERS), {
        where: "celebA '",
        read(bytes) {
          folder.write('celeba/list_attr_celeba.txt', bytes);
          return read(celebA(folder.path('celeba'), { split: 'all', crop: 8, channels: 1, resolution: 1, broken: 'skip' }));
        },
        verify: (value) => checkColumns(value, 3),
      });
      expectBoth(faces, FOLDERS);
      const images = { 'a/1.png': png(1), 'b/2.png': png(2), 'b/3.png': png(3) };
      const zips = await fuzzFiles(mutatedJson(LABELS, 27, FOLDERS), {
        where: "imageZip '",
        read(bytes, number) {
          const path = folder.write('lists/images.zip', zipOf({ ...images, 'dataset.json': bytes }));
          return read(imageZip(path, { channels: 1, cacheFolder: folder.path(`lists/${number}`) }));
        },
        verify: (value) => {
          checkColumns(value, 3);
          expect(value.bytes.filter((_, at) => at % 4 === 0)).toEqual(Uint8Array.of(1, 2, 3));
        },
      });
      expectBoth(zips, FOLDERS);
    },
    LIMIT,
  );

  test.each([
    ['plain', '', (bytes: Uint8Array) => bytes],
    ['compressed', '.gz', (bytes: Uint8Array) => gzipSync(bytes)],
  ] as const)(
    `${FILES} IDX files, %s`,
    (_, ending, packed) => {
      const pixels = Uint8Array.from({ length: 4 * 36 }, (_value, at) => at);
      const labels = folder.write('idx/labels', idxOf([4], [0, 1, 2, 1]));
      const tally = fuzzReader(mutated([packed(idxOf([4, 6, 6], pixels))], 28), {
        read: (bytes) => idxImages({ name: 'x', images: folder.write(`idx/images${ending}`, bytes), labels, classes: 3 }),
        verify({ value }) {
          if (value === undefined) return;
          const all = value.read(Int32Array.from({ length: value.size }, (_value, index) => index)) as Uint8Array;
          checkColumns({ table: value, bytes: all }, 4);
          // The checksum of gzip lets nothing else through.
          if (ending === '.gz') expect(all).toEqual(pixels);
        },
        memory: () => process.memoryUsage().arrayBuffers,
        growth: 4096,
      });
      expectBoth(tally);
    },
    LIMIT,
  );
});
