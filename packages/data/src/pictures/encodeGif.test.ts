import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { encodeGif } from './encodeGif';
import type { EncodeGifOptions } from './encodeGif';
import type { Picture } from './picture';

interface Decoded {
  /** RGB of each frame. */
  readonly frames: number[][];
  readonly delay: number[] | undefined;
  readonly loop: number | undefined;
}

async function decoded(gif: Uint8Array): Promise<Decoded> {
  const image = sharp(gif, { animated: true });
  const { delay, loop, pages = 1, pageHeight = 0, width } = await image.metadata();
  const rgb = [...(await image.removeAlpha().raw().toBuffer())];
  const size = rgb.length / pages;
  if (pageHeight > 0) expect(size).toBe(3 * width * pageHeight);
  return { frames: Array.from({ length: pages }, (_, i) => rgb.slice(i * size, (i + 1) * size)), delay, loop };
}

/** What a frame must look like, by its own definition of transparency. */
const rgbOf = ({ channels, data }: Picture, background = 255): number[] =>
  Array.from({ length: data.length / channels }, (_, i) => {
    const pixel = [...data.subarray(i * channels, (i + 1) * channels)];
    const [r = 0, g = r, b = r, alpha = 255] = pixel;
    return [r, g, b].map((value) => Math.round((value * alpha + background * (255 - alpha)) / 255));
  }).flat();

const picture = (width: number, height: number, channels: number, value: (i: number) => number): Picture => ({
  ...{ width, height, channels },
  data: Uint8Array.from({ length: width * height * channels }, (_, i) => value(i)),
});

const animations = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }), count: fc.integer({ min: 1, max: 4 }) })
  .chain(({ width, height, count }) => {
    const frame = fc.constantFrom(1, 3, 4).chain((channels) => {
      const length = width * height * channels;
      return fc.uint8Array({ minLength: length, maxLength: length }).map((data): Picture => ({ width, height, channels, data }));
    });
    return fc.array(frame, { minLength: count, maxLength: count });
  });

describe('encodeGif', () => {
  test('is exact wherever a frame has at most 256 colours, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(animations, async (frames) => {
        // Identical neighbours are one frame to some decoders; a pixel of its own tells them apart.
        frames.forEach(({ data }, i) => (data[0] = i * 60));
        const { frames: seen } = await decoded(encodeGif(frames));
        expect(seen).toEqual(frames.map((frame) => rgbOf(frame)));
      }),
      { numRuns: 60 },
    );
  });

  test('exact in large frames too, where codes grow and their table is begun anew', async () => {
    const frames = [0, 1].map((at) => picture(200, 150, 1, (i) => ((i + at) * (i + 7) * 2_654_435_761) >>> 24));
    expect((await decoded(encodeGif(frames))).frames).toEqual(frames.map((frame) => rgbOf(frame)));
  });

  test('frames whose colours together are more than 256 have palettes of their own', async () => {
    const frames = [0, 100, 200].map((first) => picture(16, 16, 3, (i) => (i % 3 === 0 ? Math.floor(i / 3) : first)));
    expect((await decoded(encodeGif(frames))).frames).toEqual(frames.map((frame) => rgbOf(frame)));
  });

  test('a frame with more colours is near to what it was', async () => {
    const smooth = picture(64, 64, 3, (i) => {
      const [x, y] = [Math.floor(i / 3) % 64, Math.floor(i / 192)];
      return [4 * x, 4 * y, 2 * (x + y)][i % 3] ?? 0;
    });
    const [seen = []] = (await decoded(encodeGif([smooth]))).frames;
    const errors = rgbOf(smooth).map((value, i) => (value - (seen[i] ?? NaN)) ** 2);
    expect(Math.sqrt(errors.reduce((sum, error) => sum + error) / errors.length)).toBeLessThan(10);
  });

  test.each([
    [{}, [100, 100, 100], 0],
    [{ delay: 20, loop: 0 }, [20, 20, 20], 0],
    [{ delay: [500, 40, 1000], loop: 7 }, [500, 40, 1000], 7],
    [{ loop: 2 }, [100, 100, 100], 2],
    [{ loop: 1 }, [100, 100, 100], 1],
  ] as [EncodeGifOptions, number[], number][])('says how long and how often: %j', async (options, delay, loop) => {
    const frames = [10, 20, 30].map((value) => picture(2, 1, 1, (i) => value + i));
    expect(await decoded(encodeGif(frames, options))).toMatchObject({ delay, loop });
  });

  test('lays what is transparent on the background', async () => {
    const frame: Picture = { width: 2, height: 1, channels: 4, data: Uint8Array.of(200, 0, 100, 0, 200, 0, 100, 51) };
    expect((await decoded(encodeGif([frame]))).frames).toEqual([[255, 255, 255, 244, 204, 224]]);
    expect((await decoded(encodeGif([frame], { background: 0 }))).frames).toEqual([[0, 0, 0, 40, 0, 20]]);
  });

  test('the same bytes for the same frames, which stay as they are', () => {
    const frames = [1, 2].map((seed) => picture(30, 20, 3, (i) => (i * i * seed * 37) % 251));
    const copies = frames.map(({ data }) => data.slice());
    expect(encodeGif(frames)).toEqual(encodeGif(frames));
    expect(frames.map(({ data }) => data)).toEqual(copies);
  });

  test('refuses what makes no animation', () => {
    const small = picture(2, 1, 1, () => 0);
    expect(() => encodeGif([])).toThrow('encodeGif: expected at least one frame. Got none.');
    expect(() => encodeGif([small, picture(1, 2, 1, () => 0)])).toThrow('must have one size. Got 2 x 1, and 1 x 2 for frame 1.');
    expect(() => encodeGif([{ ...small, channels: 2 }])).toThrow(/encodeGif: frame 0: channels must be 1/);
    expect(() => encodeGif([picture(65_536, 1, 1, () => 0)])).toThrow('width and height must be at most 65535. Got 65536 x 1.');
    expect(() => encodeGif([small], { delay: 15 })).toThrow('delay must be a multiple of 10 milliseconds, at most 655350. Got 15.');
    expect(() => encodeGif([small], { delay: [10, 20] })).toThrow('delay must be one number, or 1, one a frame. Got 2.');
    expect(() => encodeGif([small], { loop: -1 })).toThrow('loop must be a whole number from 0 to 65535; 0 is for ever. Got -1.');
    expect(() => encodeGif([small], { background: 256 })).toThrow('background must be a whole number from 0 to 255. Got 256.');
  });
});
