import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { plainPng } from '../../../tests/plainPng';
import { encodePng } from '../encodePng';
import { imageDecoder } from './decodeImage';
import { decodingOf } from './decodeOptions';
import type { DecodeOptions } from './decodeOptions';

async function decode(bytes: Uint8Array, options: DecodeOptions = {}): Promise<{ size: number[]; data: number[] }> {
  const { height, width, data } = await (await imageDecoder(decodingOf(options, 'test'), 'test'))(bytes);
  return { size: [height, width], data: [...data] };
}

const gray = (width: number, data: readonly number[]): Uint8Array =>
  encodePng({ width, height: data.length / width, channels: 1, data: Uint8Array.from(data) });
const ramp = gray(6, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]);

describe('imageDecoder', () => {
  test('gives the very bytes of a PNG, as gray, colour or with opacity', async () => {
    expect(await decode(ramp, { channels: 1 })).toEqual({ size: [2, 6], data: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110] });
    expect((await decode(gray(1, [9]))).data).toEqual([9, 9, 9]);
    expect((await decode(gray(1, [9]), { channels: 4 })).data).toEqual([9, 9, 9, 255]);
    expect((await decode(plainPng(1, 1, [200, 200, 200]), { channels: 1 })).data).toEqual([200]);
  });

  test('puts transparent pixels on the background', async () => {
    const clear = plainPng(1, 1, [10, 20, 30, 0]);
    expect((await decode(clear)).data).toEqual([255, 255, 255]);
    expect((await decode(clear, { background: [1, 2, 3] })).data).toEqual([1, 2, 3]);
    expect((await decode(clear, { channels: 1 })).data).toEqual([255]);
    expect((await decode(clear, { channels: 4 })).data).toEqual([10, 20, 30, 0]);
  });

  test.each<[string, DecodeOptions, number[]]>([
    ['a centred square', { crop: 2 }, [20, 30, 80, 90]],
    ['the left half', { crop: 'leftHalf' }, [0, 10, 20, 60, 70, 80]],
    ['the right half', { crop: 'rightHalf' }, [30, 40, 50, 90, 100, 110]],
    ['a box', { crop: { left: 1, top: 1, width: 2, height: 1 } }, [70, 80]],
    ['what covers', { resolution: 2, filter: 'nearest' }, [20, 30, 80, 90]],
    ['a box, resized', { crop: { left: 0, top: 0, width: 1, height: 1 }, resolution: [1, 3] }, [0, 0, 0]],
  ])('cuts out %s', async (_, options, data) => {
    expect((await decode(ramp, { channels: 1, ...options })).data).toEqual(data);
  });

  test('contains an image with the background beside it, or stretches it', async () => {
    const wide = plainPng(4, 2, [8, 8, 8]);
    const contained = await decode(wide, { resolution: 4, fit: 'contain', background: [1, 1, 1] });
    expect(contained.data.filter((_, at) => at % 12 === 0)).toEqual([1, 8, 8, 1]);
    expect(new Set((await decode(wide, { resolution: 4, fit: 'fill' })).data)).toEqual(new Set([8]));
    expect((await decode(plainPng(4, 2, [8, 8, 8, 255]), { resolution: 4, fit: 'contain', channels: 4 })).data.slice(0, 4)).toEqual([
      255, 255, 255, 255,
    ]);
  });

  test('a reduction averages over all pixels: nothing aliases', async () => {
    const lines = gray(
      64,
      Array.from({ length: 64 * 64 }, (_, at) => (at % 2) * 255),
    );
    for (const filter of ['lanczos3', 'cubic', 'linear'] as const) {
      const { data } = await decode(lines, { channels: 1, resolution: 8, filter });
      expect(data.every((value) => Math.abs(value - 127.5) < 12)).toBe(true);
    }
    expect(new Set((await decode(lines, { channels: 1, resolution: 8, filter: 'nearest' })).data).size).toBe(1);
  });

  test('turns an image as its camera says, before it is cropped', async () => {
    const turned = await sharp(ramp).withMetadata({ orientation: 6 }).png().toBuffer();
    expect(await decode(turned, { channels: 1 })).toEqual({ size: [6, 2], data: [60, 0, 70, 10, 80, 20, 90, 30, 100, 40, 110, 50] });
    expect((await decode(turned, { channels: 1, crop: 2 })).data).toEqual([80, 20, 90, 30]);
  });

  test('makes 8 bits of 16, and sRGB of other colours', async () => {
    const deep = await sharp(Uint16Array.of(0, 0x8080, 0xffff, 0x4040), { raw: { width: 2, height: 2, channels: 1 } })
      .toColourspace('grey16')
      .png({})
      .toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect((await decode(deep, { channels: 1 })).data).toEqual([0, 128, 255, 64]);
    const ink = await sharp(plainPng(8, 8, [200, 30, 30]))
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    expect((await sharp(ink).metadata()).space).toBe('cmyk');
    const [red = 0, green = 0] = (await decode(ink)).data;
    expect(red - green).toBeGreaterThan(100);
  });

  test('refuses what ends early, is empty, or is smaller than the crop', async () => {
    const jpeg = await sharp({
      create: { width: 64, height: 64, channels: 3, background: 'red', noise: { type: 'gaussian', mean: 90, sigma: 30 } },
    })
      .jpeg()
      .toBuffer();
    await expect(decode(jpeg.subarray(0, jpeg.length / 2))).rejects.toThrow();
    await expect(decode(new Uint8Array(0))).rejects.toThrow();
    await expect(decode(ramp, { crop: 3 })).rejects.toThrow('it is 6 x 2, and the crop asks for more');
  });
});

describe('decodingOf', () => {
  test.each<[object, RegExp]>([
    [{ resolution: 1.5 }, /^where: resolution must be .* Got 1\.5\. Pass 64, for example\.$/],
    [{ resolution: [64] }, /Got \[64\]/],
    [{ fit: 'crop' }, /fit must be one of cover, contain, fill\. Got "crop"/],
    [{ filter: 'box' }, /filter must be one of lanczos3/],
    [{ channels: 2 }, /channels must be 1, 3 or 4\. Got 2/],
    [{ background: [0, 0, 256] }, /background must be/],
    [{ crop: -1 }, /crop must be/],
    [{ crop: { left: -1, top: 0, width: 1, height: 1 } }, /crop must be/],
  ])('refuses %j', (options, message) => {
    expect(() => decodingOf(options, 'where')).toThrow(message);
  });
});
