import { describe, expect, test } from '@jest/globals';
import { arrayTable } from './arrayTable';
import { canvasTable } from './canvasTable';
import { inMemory } from './inMemory';
import { readRows } from './readRows';

const images = Uint8Array.from({ length: 12 }, (_, i) => i);
const attributes = { names: ['big', 'red'], values: Uint8Array.of(1, 0, 0, 1, 1, 1) };
const captions = [['one', 'first'], [], ['three']];
const options = { name: 'three', images, shape: [3, 1, 2, 2] as const, labels: [2, -1, 0], classes: ['a', 'b', 'c'], attributes, captions };

describe('arrayTable', () => {
  test('reads images by their numbers, and keeps the columns', async () => {
    const table = arrayTable(options);
    expect([table.name, table.size, table.imageShape]).toEqual(['three', 3, [1, 2, 2]]);
    const bytes = await table.read(Int32Array.of(2, 0, 2));
    expect([...bytes]).toEqual([8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11]);
    bytes.fill(0);
    expect(images[8]).toBe(8);
    expect([[...(table.labels ?? [])], table.classes, table.attributes, table.captions]).toEqual([
      [2, -1, 0],
      ['a', 'b', 'c'],
      attributes,
      captions,
    ]);
    expect(table.describe()).toEqual({
      name: 'three',
      size: 3,
      height: 1,
      width: 2,
      channels: 2,
      labelled: true,
      classes: 3,
      attributes: ['big', 'red'],
      captions: 3,
    });
    await table.close();
  });

  test('names classes by their numbers where only their count is known', () => {
    expect(arrayTable({ ...options, classes: 4 }).classes).toEqual(['0', '1', '2', '3']);
    expect(arrayTable({ name: 'bare', images, shape: [3, 1, 2, 2] })).not.toHaveProperty('labels');
  });

  test('refuses what does not fit together', () => {
    expect(() => arrayTable({ ...options, shape: [2, 1, 2, 2] })).toThrow(/^arrayTable 'three': expected 8 bytes .* Got 12/);
    expect(() => arrayTable({ ...options, images: Float32Array.from(images) as never })).toThrow(/images must be bytes from 0 to 255/);
    expect(() => arrayTable({ ...options, labels: [0, 1, 3] })).toThrow(/from 0 to 2, or -1 for unknown. Got 3 for image 2/);
    expect(() => arrayTable({ ...options, labels: [0, 1, 0.5] })).toThrow(/Got 0.5 for image 2/);
    expect(() => arrayTable({ ...options, classes: 0 })).toThrow(/classes must be a whole number above 0. Got 0/);
    const short = { names: ['big'], values: Uint8Array.of(1, 0) };
    expect(() => arrayTable({ ...options, attributes: short })).toThrow(/expected 3 attribute values, one an image and name. Got 2/);
    const signs = { names: ['big'], values: Uint8Array.of(1, 0, 255) };
    expect(() => arrayTable({ ...options, attributes: signs })).toThrow(/must be 0 or 1. Got 255. Map -1/);
    expect(() => arrayTable({ ...options, captions: [] })).toThrow(/list of captions per image, 3. Got 0/);
    expect(() => arrayTable(options).read(Int32Array.of(0, 3))).toThrow(/numbers of images from 0 to 2. Got 3/);
  });
});

test('inMemory reads once, and gives the same table', async () => {
  const table = arrayTable(options);
  let reads = 0;
  const counted = {
    ...table,
    async read(indices: Int32Array) {
      reads++;
      return table.read(indices);
    },
  };
  const kept = await inMemory(counted);
  expect([...(await kept.read(Int32Array.of(2, 1)))]).toEqual([8, 9, 10, 11, 4, 5, 6, 7]);
  await kept.read(Int32Array.of(0));
  expect(reads).toBe(1);
  expect(kept.describe()).toEqual(table.describe());
  expect([kept.labels, kept.captions, kept.attributes]).toEqual([table.labels, captions, attributes]);
  await expect(readRows({ ...table, read: () => new Uint8Array(3) }, Int32Array.of(0))).rejects.toThrow(/expected 4 bytes .* Got 3/);
});

describe('canvasTable', () => {
  const data = Uint8ClampedArray.of(1, 2, 3, 255, 4, 5, 6, 0);
  const pixels = { width: 2, height: 1, data };
  const canvas = (context: object | null) => ({
    width: 2,
    height: 1,
    getContext: () => context as { getImageData: () => typeof pixels } | null,
  });

  test('takes ImageData and canvases, with or without alpha', async () => {
    const table = canvasTable({ name: 'drawn', pictures: [pixels, canvas({ getImageData: () => pixels })], labels: [1, 0], classes: 2 });
    expect([table.size, table.imageShape]).toEqual([2, [1, 2, 3]]);
    expect([...(await table.read(Int32Array.of(1, 0)))]).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
    expect([...(await canvasTable({ name: 'rgba', pictures: [pixels], channels: 4 }).read(Int32Array.of(0)))]).toEqual([...data]);
  });

  test('takes what a page has', () => {
    const ofPage = (canvas: HTMLCanvasElement | OffscreenCanvas, image: ImageData) =>
      canvasTable({ name: 'page', pictures: [canvas, image] });
    const asCanvas = canvas({ getImageData: () => pixels }) as unknown as HTMLCanvasElement;
    expect(ofPage(asCanvas, pixels as unknown as ImageData).size).toBe(2);
  });

  test('refuses what it cannot read', () => {
    const wide = { ...pixels, width: 3 };
    expect(() => canvasTable({ name: 'd', pictures: [] })).toThrow(/at least one picture/);
    expect(() => canvasTable({ name: 'd', pictures: [pixels, wide] })).toThrow(/of one size, 2 x 1. Got 3 x 1 for picture 1/);
    expect(() => canvasTable({ name: 'd', pictures: [wide] })).toThrow(/expected 12 RGBA bytes. Got 8 for picture 0/);
    expect(() => canvasTable({ name: 'd', pictures: [canvas(null)] })).toThrow(/'d' picture 0: expected a canvas with a 2d context/);
  });
});
