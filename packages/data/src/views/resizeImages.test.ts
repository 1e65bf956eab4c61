import { describe, expect, test } from '@jest/globals';
import { arrayTable } from '../tables/arrayTable';
import { resampleWeights } from './resampleWeights';
import type { ResizeFilter } from './resampleWeights';
import { resizeImages } from './resizeImages';

const one = (shape: readonly [number, number, number], bytes: number[]) =>
  arrayTable({ name: 'one', images: Uint8Array.from(bytes), shape: [1, ...shape] });

async function resized(table: ReturnType<typeof one>, options: Parameters<typeof resizeImages>[1]): Promise<number[]> {
  return [...(await resizeImages(table, options).read(Int32Array.of(0)))];
}

/** Weights over all pixels of the input, row by output pixel. */
const rows = (from: number, to: number, filter: ResizeFilter): number[][] =>
  resampleWeights(from, to, filter).map(({ first, weights }) => Array.from({ length: from }, (_, i) => weights[i - first] ?? 0));

const close = (actual: number[][], expected: number[][]): void =>
  actual.forEach((row, i) => row.forEach((weight, j) => expect(weight).toBeCloseTo(expected[i]![j]!, 12)));

describe('resizeImages', () => {
  test('the weights of area are what a pixel covers, of bilinear a widened triangle', () => {
    close(rows(4, 2, 'area'), [[0.5, 0.5, 0, 0], [0, 0, 0.5, 0.5]]); // prettier-ignore
    close(rows(3, 2, 'area'), [[2 / 3, 1 / 3, 0], [0, 1 / 3, 2 / 3]]); // prettier-ignore
    // Reach 2 around 1: centres at distance 0.5, 0.5, 1.5 weigh 3 : 3 : 1.
    close(rows(4, 2, 'bilinear'), [[3 / 7, 3 / 7, 1 / 7, 0], [0, 1 / 7, 3 / 7, 3 / 7]]); // prettier-ignore
    close(rows(2, 4, 'bilinear'), [[1, 0], [0.75, 0.25], [0.25, 0.75], [0, 1]]); // prettier-ignore
    close(rows(2, 4, 'area'), [[1, 0], [1, 0], [0, 1], [0, 1]]); // prettier-ignore
    for (const filter of ['area', 'bilinear'] as const) close(rows(3, 3, filter), [[1, 0, 0], [0, 1, 0], [0, 0, 1]]); // prettier-ignore
  });

  test('averages blocks, and rounds once', async () => {
    expect(await resized(one([2, 4, 1], [0, 2, 100, 200, 4, 7, 0, 0]), { height: 1, width: 2 })).toEqual([3, 75]);
    expect(await resized(one([1, 2, 1], [0, 1]), { resolution: 1 })).toEqual([1]);
    expect(await resized(one([1, 2, 3], [0, 10, 20, 40, 30, 20]), { height: 1, width: 1 })).toEqual([20, 20, 20]);
    expect(await resized(one([2, 2, 1], [255, 255, 255, 255]), { resolution: 5, filter: 'bilinear' })).toEqual(new Array(25).fill(255));
    expect(await resized(one([2, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7]), { resolution: 2, filter: 'bilinear' })).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  test('nearest takes the pixel at the centre, in every channel, and averages nothing', async () => {
    close(rows(4, 2, 'nearest'), [[0, 1, 0, 0], [0, 0, 0, 1]]); // prettier-ignore
    close(rows(3, 2, 'nearest'), [[1, 0, 0], [0, 0, 1]]); // prettier-ignore
    close(rows(2, 4, 'nearest'), [[1, 0], [1, 0], [0, 1], [0, 1]]); // prettier-ignore
    const map = one([4, 4, 2], Array.from({ length: 32 }, (_, i) => i)); // prettier-ignore
    expect(await resized(map, { resolution: 2, filter: 'nearest' })).toEqual([10, 11, 14, 15, 26, 27, 30, 31]);
    expect(resizeImages(map, { resolution: 2, filter: 'nearest' }).describe()).toMatchObject({ views: [{ antialiased: false }] });
  });

  test('turns a fine checkerboard gray instead of dropping half of it', async () => {
    const board = one(
      [8, 8, 1],
      Array.from({ length: 64 }, (_, i) => 255 * (((i >> 3) + i) % 2)),
    );
    for (const filter of ['area', 'bilinear'] as const)
      for (const byte of await resized(board, { resolution: 4, filter })) expect(Math.abs(byte - 127.5)).toBeLessThan(12);
  });

  test('records its filter, and refuses sizes and filters that there are not', () => {
    const view = resizeImages(one([2, 4, 1], new Array<number>(8).fill(0)), { height: 1, width: 3 });
    expect(view.imageShape).toEqual([1, 3, 1]);
    expect(view.describe()).toMatchObject({
      height: 1,
      width: 3,
      views: [{ view: 'resize', filter: 'area', antialiased: true, from: [2, 4], to: [1, 3] }],
    });
    expect(() => resizeImages(view, { resolution: 0 })).toThrow(/whole numbers above 0. Got 0 x 0/);
    expect(() => resizeImages(view, { resolution: 2, filter: 'cubic' as 'area' })).toThrow(
      /filter must be 'area', 'bilinear' or 'nearest'. Got 'cubic'/,
    );
  });
});
