import { describe, expect, test } from '@jest/globals';
import { arrayTable } from '../tables/arrayTable';
import type { ImageTable } from '../tables/imageTable';
import {
  cropImages,
  grayscaleImages,
  keepLabels,
  rgbImages,
  rotatedImages,
  selectClasses,
  skipImages,
  splitImages,
  stackedDigits,
  takeImages,
} from './index';

/** Image n is the byte 10 n. */
const table = (labels: number[], classes: number | string[] = 4) =>
  arrayTable({
    name: 'dots',
    images: Uint8Array.from(labels, (_, i) => 10 * i),
    shape: [labels.length, 1, 1, 1],
    labels,
    classes,
    attributes: { names: ['odd'], values: Uint8Array.from(labels, (_, i) => i % 2) },
    captions: labels.map((_, i) => [String(i)]),
  });

/** All bytes, in order. */
async function bytesOf(view: ImageTable): Promise<number[]> {
  return [...(await view.read(Int32Array.from({ length: view.size }, (_, i) => i)))];
}

const one = (shape: readonly [number, number, number], bytes: number[]) =>
  arrayTable({ name: 'one', images: Uint8Array.from(bytes), shape: [1, ...shape] });

describe('rows', () => {
  test('take and skip keep the columns of what is left', async () => {
    const view = skipImages(takeImages(table([3, 2, 1, 0]), 3), 1);
    expect(await bytesOf(view)).toEqual([10, 20]);
    expect([[...view.labels!], [...view.attributes!.values], view.captions]).toEqual([[2, 1], [1, 0], [['1'], ['2']]]); // prettier-ignore
    expect(view.describe()).toMatchObject({
      size: 2,
      views: [
        { view: 'take', count: 3 },
        { view: 'skip', count: 1 },
      ],
    });
    expect(() => view.read(Int32Array.of(2))).toThrow(/dots: expected numbers of images from 0 to 1. Got 2/);
    for (const count of [0, 5, 1.5]) expect(() => takeImages(table([0, 0, 0, 0]), count)).toThrow(/from 1 to 4, the size of dots/);
    for (const count of [-1, 4]) expect(() => skipImages(table([0, 0, 0, 0]), count)).toThrow(/from 0 to 3/);
  });

  test('split gives parts that share no image, the same for the same seed', async () => {
    const labels = Array.from({ length: 20 }, (_, i) => i % 4);
    const split = (seed: number) => splitImages(table(labels), { parts: { train: 0.7, validation: 0.1, test: 0.2 }, seed });
    const parts = split(3);
    expect([parts.train.size, parts.validation.size, parts.test.size]).toEqual([14, 2, 4]);
    const all = await Promise.all([parts.train, parts.validation, parts.test].map(bytesOf));
    expect(all.flat().sort((a, b) => a - b)).toEqual(labels.map((_, i) => 10 * i));
    expect(all[0]).toEqual([...all[0]!].sort((a, b) => a - b));
    expect(await bytesOf(split(3).test)).toEqual(all[2]);
    expect(await bytesOf(split(4).test)).not.toEqual(all[2]);
    const people = labels.map((_, i) => `person ${i % 5}`);
    const grouped = splitImages(table(labels), { parts: { train: 0.6, test: 0.4 }, seed: 1, groups: people });
    const sides = await Promise.all([grouped.train, grouped.test].map(bytesOf));
    const [seen, unseen] = sides.map((bytes) => new Set(bytes.map((byte) => people[byte / 10]))) as [Set<string>, Set<string>];
    expect([seen.size, unseen.size, new Set([...seen, ...unseen]).size]).toEqual([3, 2, 5]);
    expect([grouped.train.size, grouped.test.size]).toEqual([12, 8]);
    expect(() => splitImages(table(labels), { parts: { all: 1 }, groups: [1] })).toThrow(/one entry an image, 20. Got 1/);
    expect(() => splitImages(table([0, 1]), { parts: { a: 0.5, b: 0.4 } })).toThrow(/sum to 1. Got {"a":0.5,"b":0.4}/);
    expect(() => splitImages(table([0, 1]), { parts: { a: 0.9, b: 0.1 } })).toThrow(/Got none of 2 images for 'b'/);
  });

  test('selected classes are numbered anew', async () => {
    const view = selectClasses(table([0, 1, 2, -1, 1], ['cat', 'dog', 'cow']), { classes: ['cow', 1] });
    expect([await bytesOf(view), [...view.labels!], view.classes]).toEqual([[10, 20, 40], [1, 0, 1], ['cow', 'dog']]); // prettier-ignore
    expect(view.describe()).toMatchObject({ size: 3, classes: 2, views: [{ view: 'classes', classes: ['cow', 'dog'] }] });
    expect(() => selectClasses(table([0], ['cat']), { classes: ['bird'] })).toThrow(/dots has no class 'bird'. It has cat/);
    expect(() => selectClasses(table([0, 1]), { classes: [0, 3] })).toThrow(/no image of class 3/);
    expect(() => selectClasses(table([0, 1]), { classes: [0, 0] })).toThrow(/none twice. Got \[0,0\]/);
    expect(() => selectClasses(one([1, 1, 1], [0]), { classes: [0] })).toThrow(/expected a table with labels. one has none/);
  });
});

describe('keepLabels', () => {
  const labels = [0, 0, 1, 1, 1, 1, 0, 0, -1];
  const kept = (options: Parameters<typeof keepLabels>[1]): number[] => [...keepLabels(table(labels), options).labels!];

  test('keeps the first ones, so many or such a part of each class', async () => {
    expect(kept({ first: 3 })).toEqual([0, 0, 1, -1, -1, -1, -1, -1, -1]);
    expect(kept({ perClass: 1 })).toEqual([0, -1, 1, -1, -1, -1, -1, -1, -1]);
    expect(kept({ percentPerClass: 50 })).toEqual([0, 0, 1, 1, -1, -1, -1, -1, -1]);
    expect(kept({ percentPerClass: 1 })).toEqual([0, -1, 1, -1, -1, -1, -1, -1, -1]);
    expect(await bytesOf(keepLabels(table(labels), { first: 1 }))).toHaveLength(9);
    expect(keepLabels(table(labels), { perClass: 2, seed: 1 }).describe()['views']).toEqual([
      { view: 'keepLabels', perClass: 2, seed: 1, labelled: 4 },
    ]);
  });

  test('draws them by the seed', () => {
    const drawn = Array.from({ length: 40 }, (_, seed) => kept({ perClass: 1, seed }));
    expect(new Set(drawn.map((list) => list.join())).size).toBe(16);
    expect(kept({ perClass: 1, seed: 3 })).toEqual(drawn[3]);
    for (const list of drawn) expect(list.filter((label) => label >= 0).sort()).toEqual([0, 1]);
  });

  test('refuses more than there is', () => {
    expect(() => kept({ perClass: 5 })).toThrow(/class 0 has 4 labels. Got perClass 5. Use 4/);
    expect(() => kept({ percentPerClass: 101 })).toThrow(/at most 100. Got 101/);
    expect(() => kept({ first: 10 })).toThrow(/a whole number up to 9. Got 10/);
    expect(() => kept({} as { first: number })).toThrow(/pass one of first, perClass, percentPerClass, above 0. Got {}/);
    expect(() => kept({ first: 1, perClass: 1 })).toThrow(/pass one of/);
  });
});

describe('pixels', () => {
  test('quarter turns go counterclockwise', async () => {
    const turned = rotatedImages(one([2, 2, 1], [1, 2, 3, 4]));
    expect(await bytesOf(turned)).toEqual([1, 2, 3, 4, 2, 4, 1, 3, 4, 3, 2, 1, 3, 1, 4, 2]);
    expect([[...turned.labels!], turned.classes]).toEqual([[0, 1, 2, 3], ['0°', '90°', '180°', '270°']]); // prettier-ignore
    expect(turned.describe()).toMatchObject({ size: 4, labelled: true, classes: 4 });
    const dots = rotatedImages(table([2, 1]));
    expect([await bytesOf(dots), [...dots.labels!]]).toEqual([[0, 10, 0, 10, 0, 10, 0, 10], [0, 0, 1, 1, 2, 2, 3, 3]]); // prettier-ignore
    const colored = rotatedImages(one([2, 2, 2], [1, 11, 2, 12, 3, 13, 4, 14]));
    expect([...(await colored.read(Int32Array.of(1)))]).toEqual([2, 12, 4, 14, 1, 11, 3, 13]);
    expect(() => rotatedImages(one([1, 2, 1], [0, 0]))).toThrow(/must be square. one has 1 x 2/);
  });

  test('gray is BT.601 luma; RGB of gray, and of RGBA over a background', async () => {
    const gray = grayscaleImages(one([1, 4, 3], [255, 0, 0, 0, 255, 0, 0, 0, 255, 7, 7, 7]));
    expect([await bytesOf(gray), gray.imageShape]).toEqual([[76, 150, 29, 7], [1, 4, 1]]); // prettier-ignore
    expect(await bytesOf(grayscaleImages(one([1, 2, 1], [3, 4])))).toEqual([3, 4]);
    expect(await bytesOf(rgbImages(one([1, 2, 1], [3, 4])))).toEqual([3, 3, 3, 4, 4, 4]);
    const rgba = one([1, 2, 4], [10, 20, 30, 255, 10, 20, 30, 51]);
    expect(await bytesOf(rgbImages(rgba, { background: 100 }))).toEqual([10, 20, 30, 82, 84, 86]);
    expect(await bytesOf(rgbImages(one([1, 1, 3], [1, 2, 3])))).toEqual([1, 2, 3]);
    expect(() => rgbImages(one([1, 1, 2], [1, 2]))).toThrow(/1 \(gray\), 3 \(RGB\) or 4 \(RGBA\) channels. one has 2/);
    expect(() => rgbImages(rgba, { background: 256 })).toThrow(/from 0 to 255. Got 256/);
  });

  test('crops the middle, or where it is told', async () => {
    const grid = one([3, 4, 1], [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23]);
    expect(await bytesOf(cropImages(grid, { height: 1, width: 2 }))).toEqual([11, 12]);
    expect(await bytesOf(cropImages(grid, { height: 2, width: 1, top: 1, left: 3 }))).toEqual([13, 23]);
    expect(cropImages(grid, { height: 1, width: 2 }).describe()).toMatchObject({ height: 1, width: 2, views: [{ top: 1, left: 1 }] });
    expect(() => cropImages(grid, { height: 4, width: 2 })).toThrow(/within images of 3 x 4. Got 4 x 2/);
    expect(() => cropImages(grid, { height: 2, width: 2, left: 3 })).toThrow(/from row 0, column 3/);
  });
});

describe('stackedDigits', () => {
  const digits = arrayTable({
    name: 'digits',
    images: Uint8Array.from({ length: 20 }, (_, i) => 10 * (i >> 1) + (i & 1)),
    shape: [10, 1, 2, 1],
    labels: Array.from({ length: 10 }, (_, i) => i),
    classes: 10,
  });

  test('holds three digits in the channels, whose class they make', async () => {
    const stacked = stackedDigits(digits, { size: 3000, seed: 2 });
    const bytes = await bytesOf(stacked);
    expect([stacked.size, stacked.imageShape, stacked.classes?.length, stacked.classes?.[7]]).toEqual([3000, [1, 2, 3], 1000, '007']);
    stacked.labels!.forEach((label, image) => {
      const [r, g, b] = [Math.floor(label / 100), Math.floor(label / 10) % 10, label % 10].map((digit) => 10 * digit) as [
        number,
        number,
        number,
      ];
      expect(bytes.slice(6 * image, 6 * image + 6)).toEqual([r, g, b, r + 1, g + 1, b + 1]);
    });
    // 3000 draws of 1000 classes reach 950 on average, deviation about 5.
    expect(Math.abs(new Set(stacked.labels).size - 950)).toBeLessThan(30);
    expect([...(await stacked.read(Int32Array.of(2999, 0)))]).toEqual([...bytes.slice(-6), ...bytes.slice(0, 6)]);
    expect(stackedDigits(digits, { size: 3000, seed: 2 }).labels).toEqual(stacked.labels);
    expect(stackedDigits(digits, { size: 3000, seed: 3 }).labels).not.toEqual(stacked.labels);
    expect(stacked.describe()).toMatchObject({ size: 3000, channels: 3, classes: 1000, views: [{ view: 'stackedDigits', seed: 2 }] });
  });

  test('refuses what are no digits', async () => {
    expect(() => stackedDigits(one([1, 1, 3], [0, 0, 0]))).toThrow(/gray images. one has 3 channels/);
    expect(() => stackedDigits(table([0, 10], 11))).toThrow(/labels from 0 to 9. Got 10 for image 1/);
    expect(() => stackedDigits(digits, { size: 0 })).toThrow(/size must be a whole number above 0/);
    await expect(stackedDigits(digits, { size: 2 }).read(Int32Array.of(2))).rejects.toThrow(/from 0 to 1. Got 2/);
  });
});

test('closing a view closes its table, reading an absent image is refused', async () => {
  let closed = 0;
  const open = {
    ...table([0, 1]),
    async close() {
      closed++;
    },
  };
  await rgbImages(takeImages(open, 1)).close();
  expect(closed).toBe(1);
  await expect(grayscaleImages(open).read(Int32Array.of(2))).rejects.toThrow(/from 0 to 1. Got 2/);
});
