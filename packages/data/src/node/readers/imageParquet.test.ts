import { describe, expect, test } from '@jest/globals';
import { GanError, randomStream } from '@ganblocks/core';
import { mutateBytes } from '@ganblocks/core/testing';
import { parquetOf } from '../../../tests/parquetOf';
import type { ParquetOptions } from '../../../tests/parquetOf';
import { plainPng } from '../../../tests/plainPng';
import { temporaryFolder } from '../../../tests/temporaryFolder';
import { imageParquet } from './imageParquet';

const FILES = 300;
const folder = temporaryFolder();
const pngs = (...values: number[]): Uint8Array[] => values.map((value) => plainPng(2, 2, [value]));

/** As the Hugging Face library writes images with their classes. */
function hubFile(values: readonly number[], options: ParquetOptions = {}): Uint8Array {
  const note = JSON.stringify({ info: { features: { image: { _type: 'Image' }, label: { names: ['cat', 'dog'], _type: 'ClassLabel' } } } });
  const paths = values.map((value) => `${value}.png`);
  const columns = [
    { path: ['image', 'bytes'], values: pngs(...values) },
    { path: ['image', 'path'], values: paths },
    { path: ['label'], values: values.map((value) => BigInt(value % 2)) },
  ];
  return parquetOf(columns, { note: ['huggingface', note], ...options });
}

async function firstBytes(table: Awaited<ReturnType<typeof imageParquet>>): Promise<number[]> {
  const bytes = await table.read(Int32Array.from({ length: table.size }, (_, index) => index));
  await table.close();
  return [...bytes].filter((_, at) => at % 4 === 0);
}

describe('imageParquet', () => {
  test.each<ParquetOptions>([{}, { groupRows: 2 }, { gzip: true, groupRows: 3 }])(
    'reads images, classes and their names: %j',
    async (options) => {
      const path = folder.write(`hub-${JSON.stringify(options).length}/train.parquet`, hubFile([10, 11, 12, 13, 14], options));
      const table = await imageParquet(path, { channels: 1, workers: 3 });
      expect(table).toMatchObject({
        name: 'train',
        size: 5,
        imageShape: [2, 2, 1],
        classes: ['cat', 'dog'],
        labels: Int32Array.of(0, 1, 0, 1, 0),
      });
      expect(await firstBytes(table)).toEqual([10, 11, 12, 13, 14]);
    },
  );

  test('reads the files of a split in a folder, in the order of their names', async () => {
    folder.write('split/train-00001-of-00002.parquet', hubFile([3, 4]));
    folder.write('split/train-00000-of-00002.parquet', hubFile([1, 2, 9], { groupRows: 2 }));
    folder.write('split/test-00000-of-00001.parquet', hubFile([7]));
    const train = await imageParquet(folder.path('split'), { split: 'train', channels: 1 });
    expect([train.name, ...train.labels!]).toEqual(['split-train', 1, 0, 1, 1, 0]);
    expect(await firstBytes(train)).toEqual([1, 2, 9, 3, 4]);
    expect(await firstBytes(await imageParquet(folder.path('split'), { channels: 1 }))).toEqual([7, 1, 2, 9, 3, 4]);
    await expect(imageParquet(folder.path('split'), { split: 'valid' })).rejects.toThrow(
      /expected \.parquet files of split 'valid'\. Got none\. Check the path\.$/,
    );
  });

  test('reads a column of plain bytes, and names a broken one', async () => {
    const path = folder.write('plain.parquet', parquetOf([{ path: ['picture'], values: [...pngs(5), 'broken', ...pngs(6)] }]));
    const options = { channels: 1, imageColumn: 'picture' } as const;
    await expect(imageParquet(path, options)).rejects.toThrow(/image 2 of 3 cannot be decoded\. 'plain\.parquet, row 1': /);
    const table = await imageParquet(path, { ...options, broken: 'skip' });
    expect(table.labels).toBeUndefined();
    expect(await firstBytes(table)).toEqual([5, 6]);
    await expect(imageParquet(path)).rejects.toThrow(/expected a column 'image'\. Got picture\. Pass imageColumn\.$/);
    await expect(imageParquet(path, { ...options, labelColumn: 'kind' })).rejects.toThrow(
      /expected a column 'kind'\. Got picture\. Pass labelColumn/,
    );
    await expect(imageParquet(path, { ...options, labelColumn: 'picture' })).rejects.toThrow(
      /expected classes from 0, or -1, in column 'picture'/,
    );
  });

  test('refuses a class beyond those that have names', async () => {
    const note = ['huggingface', JSON.stringify({ info: { features: { label: { names: ['cat'] } } } })] as const;
    const path = folder.write('beyond.parquet', hubFile([10, 11], { note }));
    await expect(imageParquet(path)).rejects.toThrow(/expected classes from 0 to 0, or -1, in column 'label'\. Got "1"\. Pass/);
  });

  test(`reads or refuses each of ${FILES} damaged files`, async () => {
    const whole = hubFile([1, 2], { groupRows: 1 });
    const outcomes = { read: 0, refused: 0 };
    for (let number = 0; number < FILES; number++) {
      const { bytes } = mutateBytes(whole, randomStream(6).split(`file ${number}`), {});
      const path = folder.write('fuzz/train.parquet', bytes);
      try {
        const table = await imageParquet(path, { channels: 1, cacheFolder: folder.path(`fuzz/${number}`) });
        expect((await firstBytes(table)).length).toBe(table.size);
        outcomes.read++;
      } catch (error) {
        if (!(error instanceof GanError)) throw error;
        expect(error.message.replaceAll(path, 'x.parquet')).toMatch(/^imageParquet 'x\.parquet': [^\p{C}]{20,450}[.?] [A-Z'][^\p{C}]*\.$/u);
        outcomes.refused++;
      }
    }
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(FILES / 20);
  });
});
