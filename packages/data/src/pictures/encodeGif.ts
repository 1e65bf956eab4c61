import { check } from '@ganblocks/core';
import { indexFrames } from './framePalettes';
import { GIFEncoder } from './gifLibrary';
import { checkPicture } from './picture';
import type { Picture } from './picture';

export interface EncodeGifOptions {
  /** Milliseconds that a frame stays, in steps of 10, or one number for each frame. Default 100. Browsers show less than 20 as 100. */
  readonly delay?: number | readonly number[];
  /** How many times the frames are shown; 0: for ever. Default 0. */
  readonly loop?: number;
  /** What is behind transparent pixels: every channel, 0 … 255. Default 255, white. */
  readonly background?: number;
}

/** The largest number of a GIF: two bytes. */
const LARGEST = 65_535;

/**
 * Pictures of one size as the bytes of a moving GIF file. Gray, RGB and RGBA, mixed if need be; the same bytes for the same pictures.
 *
 * A GIF has at most 256 colours a frame. Where all frames together have no more (gray ones never do), and where a frame has no more, colours are
 * exact; a frame with more gets a palette of its own with the nearest 256, without dithering. GIF knows no half-transparent pixels: RGBA is
 * laid on the background.
 *
 * @throws GanError where there are no frames, their sizes differ, or an option is out of range.
 * @see GIF89a specification: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 * @example
 * const frames = await toPictures(images);
 * const gif = encodeGif(frames.map((frame) => enlarge(frame, 4)), { delay: 60 });
 */
export function encodeGif(frames: readonly Picture[], { delay = 100, loop = 0, background = 255 }: EncodeGifOptions = {}): Uint8Array {
  const [first] = frames;
  check(first !== undefined, () => 'encodeGif: expected at least one frame. Got none.');
  const { width, height } = first;
  frames.forEach((frame, i) => checkFrame(frame, first, i));
  const delays = typeof delay === 'number' ? frames.map(() => delay) : delay;
  check(
    delays.length === frames.length,
    () => `encodeGif: delay must be one number, or ${frames.length}, one a frame. Got ${delays.length}.`,
  );
  for (const one of delays) checkDelay(one);
  check(isWhole(loop, LARGEST), () => `encodeGif: loop must be a whole number from 0 to ${LARGEST}; 0 is for ever. Got ${loop}.`);
  check(isWhole(background, 255), () => `encodeGif: background must be a whole number from 0 to 255. Got ${background}.`);

  const indexed = indexFrames(frames.map((frame) => rgbaOf(frame, background)));
  const encoder = GIFEncoder();
  indexed.forEach(({ palette, indices }, i) => {
    // The palette of the first frame is that of every frame without one.
    const own = i === 0 || palette !== indexed[0]?.palette;
    encoder.writeFrame(indices, width, height, {
      ...(own ? { palette } : {}),
      delay: delays[i] ?? 0,
      repeat: loop === 0 ? 0 : loop - 1 || -1,
    });
  });
  encoder.finish();
  return encoder.bytes();
}

const isWhole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;

function checkFrame(frame: Picture, { width, height }: Picture, i: number): void {
  checkPicture(`encodeGif: frame ${i}`, frame);
  check(Math.max(width, height) <= LARGEST, () => `encodeGif: width and height must be at most ${LARGEST}. Got ${width} x ${height}.`);
  check(
    frame.width === width && frame.height === height,
    () => `encodeGif: frames must have one size. Got ${width} x ${height}, and ${frame.width} x ${frame.height} for frame ${i}.`,
  );
}

function checkDelay(delay: number): void {
  const valid = isWhole(delay / 10, LARGEST);
  check(valid, () => `encodeGif: delay must be a multiple of 10 milliseconds, at most ${LARGEST}0. Got ${delay}.`);
}

/** RGBA, opaque. */
function rgbaOf({ width, height, channels, data }: Picture, background: number): Uint8Array {
  const rgba = new Uint8Array(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels;
    const opacity = channels === 4 ? data[from + 3]! / 255 : 1;
    for (let colour = 0; colour < 3; colour++) {
      const value = data[from + (channels === 1 ? 0 : colour)]!;
      rgba[4 * pixel + colour] = Math.round(background + opacity * (value - background));
    }
  }
  return rgba;
}
