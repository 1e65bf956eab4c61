import { describe, expect, test } from '@jest/globals';
import { CIFAR100_COARSE, CIFAR100_FINE, cifar100Superclasses } from './cifar100Classes';
import { readCifar10 } from './readCifar10';
import { readCifar100 } from './readCifar100';

/** A record whose red is the column, green the row, blue the number of the image. */
function record(labels: number[], image: number): number[] {
  const plane = (value: (x: number, y: number) => number): number[] =>
    Array.from({ length: 1024 }, (_, i) => value(i % 32, Math.floor(i / 32)));
  return [...labels, ...plane((x) => x), ...plane((_, y) => y), ...plane(() => image)];
}

async function checkPixels(table: ReturnType<typeof readCifar10>): Promise<void> {
  const bytes = await table.read(Int32Array.from({ length: table.size }, (_, i) => i));
  bytes.forEach((byte, i) => {
    const [image, y, x, channel] = [Math.floor(i / 3072), Math.floor(i / 96) % 32, Math.floor(i / 3) % 32, i % 3];
    if (byte !== [x, y, image][channel]) throw new Error(`byte ${i} is ${byte}`);
  });
}

describe('readCifar10', () => {
  test('reads planes and labels, of several files too', async () => {
    const files = [Uint8Array.from([...record([6], 0), ...record([9], 1)]), Uint8Array.from(record([0], 2))];
    const table = readCifar10(files);
    await checkPixels(table);
    expect([table.size, table.imageShape, [...table.labels!]]).toEqual([3, [32, 32, 3], [6, 9, 0]]);
    expect([table.classes?.[6], table.classes?.[9], table.classes?.length]).toEqual(['frog', 'truck', 10]);
    expect(table.describe()).toMatchObject({ name: 'cifar10', size: 3, labelled: true, classes: 10 });
  });

  test('refuses what is no CIFAR-10', () => {
    const good = Uint8Array.from(record([6], 0));
    expect(() => readCifar10(good.subarray(1), { name: 'a.bin' })).toThrow(
      "readCifar10 'a.bin': expected records of 3073 bytes. Got 3072 bytes",
    );
    expect(() => readCifar10([good, good.subarray(9)])).toThrow(/'cifar10' file 1: expected records/);
    expect(() => readCifar10(new Uint8Array(0))).toThrow(/Got 0 bytes/);
    expect(() => readCifar10([])).toThrow(/at least one file/);
    expect(() => readCifar10(Uint8Array.of(0x1f, 0x8b, 8))).toThrow(/gzip file \(1f 8b\): gunzip and untar it first/);
    expect(() => readCifar10(Uint8Array.from(record([10], 0)))).toThrow(/labels from 0 to 9. Got 10 for image 0/);
  });
});

describe('readCifar100', () => {
  const file = Uint8Array.from([...record([4, 0], 0), ...record([19, 89], 1)]);

  test('reads fine or coarse labels', async () => {
    const [fine, coarse] = [readCifar100(file), readCifar100([file], { labels: 'coarse' })];
    await checkPixels(fine);
    const named = (table: typeof fine) => [...table.labels!].map((label) => table.classes?.[label]);
    expect(named(fine)).toEqual(['apple', 'tractor']);
    expect(named(coarse)).toEqual(['fruit_and_vegetables', 'vehicles_2']);
    expect([fine.classes?.length, coarse.classes?.length]).toEqual([100, 20]);
  });

  test('refuses classes that are not of their superclass', () => {
    expect(() => readCifar100(Uint8Array.from(record([5, 0], 0)))).toThrow(/expected superclass 4 of class 0. Got 5 for image 0/);
    expect(() => readCifar100(Uint8Array.from(record([4, 100], 0)))).toThrow(/labels from 0 to 99. Got 100 for image 0/);
    expect(() => readCifar100(Uint8Array.from(record([20, 0], 0)))).toThrow(/labels from 0 to 19. Got 20/);
    expect(() => readCifar100(file, { labels: 'both' as 'fine' })).toThrow(/'fine' or 'coarse'. Got 'both'/);
  });

  test('knows five classes of each superclass, both in the order of the alphabet', () => {
    expect([CIFAR100_FINE.length, new Set(CIFAR100_FINE).size, CIFAR100_COARSE.length]).toEqual([100, 100, 20]);
    expect(CIFAR100_COARSE).toEqual([...CIFAR100_COARSE].sort());
    for (let group = 0; group < 20; group++) expect(cifar100Superclasses.filter((one) => one === group)).toHaveLength(5);
    // The coarse label of each fine one, as the records of the original files have them.
    expect(cifar100Superclasses.join(' ')).toBe(
      '4 1 14 8 0 6 7 7 18 3 3 14 9 18 7 11 3 9 7 11 6 11 5 10 7 6 13 15 3 15 0 11 1 10 12 14 16 9 11 5 5 19 8 8 15 13 14 17 18 10 ' +
        '16 4 17 4 2 0 17 4 18 17 10 3 2 12 12 16 12 1 9 19 2 10 0 1 16 12 9 13 15 13 16 19 2 4 6 19 5 5 8 19 18 1 2 15 6 0 17 8 14 13',
    );
  });
});
