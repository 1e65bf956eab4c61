import { describe, expect, test } from '@jest/globals';
import { readStl10 } from './readStl10';

/** As the file has them: planes, column by column; red is the column, green the row, blue the image. */
const file = (images: number): Uint8Array =>
  Uint8Array.from(
    { length: images * 27648 },
    (_, i) => [Math.floor(i / 96) % 96, i % 96, Math.floor(i / 27648)][Math.floor(i / 9216) % 3] ?? 0,
  );

describe('readStl10', () => {
  test('turns columns into rows, planes into pixels', async () => {
    const table = readStl10(file(2), { labels: Uint8Array.of(10, 1) });
    const bytes = await table.read(Int32Array.of(0, 1));
    bytes.forEach((byte, i) => {
      const [image, y, x, channel] = [Math.floor(i / 27648), Math.floor(i / 288) % 96, Math.floor(i / 3) % 96, i % 3];
      if (byte !== [x, y, image][channel]) throw new Error(`byte ${i} is ${byte}`);
    });
    expect([table.size, table.imageShape, [...table.labels!]]).toEqual([2, [96, 96, 3], [9, 0]]);
    expect([table.classes?.[0], table.classes?.[9]]).toEqual(['airplane', 'truck']);
  });

  test('has no labels where there are none', () => {
    expect(readStl10(file(1)).labels).toBeUndefined();
    expect(readStl10(file(1), { name: 'unlabelled' }).describe()).toMatchObject({ name: 'unlabelled', labelled: false });
  });

  test('refuses what is no STL-10', () => {
    expect(() => readStl10(new Uint8Array(27647))).toThrow(/images of 27648 bytes. Got 27647 bytes/);
    expect(() => readStl10(new Uint8Array(0))).toThrow(/Got 0 bytes/);
    expect(() => readStl10(Uint8Array.of(0x1f, 0x8b, 8))).toThrow(/gzip file/);
    expect(() => readStl10(file(2), { labels: Uint8Array.of(1) })).toThrow(/a label per image, 2. Got 1/);
    expect(() => readStl10(file(1), { labels: Uint8Array.of(0) })).toThrow(/labels from 1 to 10. Got 0 for image 0/);
  });
});
