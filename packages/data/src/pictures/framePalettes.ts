import { applyPalette, quantize } from './gifLibrary';

/** RGB of each colour. */
type Palette = readonly (readonly number[])[];

/** The most colours that a palette of a GIF has. */
const MOST = 256;

/** A frame as numbers of colours in a palette. */
export interface IndexedFrame {
  readonly palette: Palette;
  readonly indices: Uint8Array;
}

/**
 * Frames of RGBA pixels with palettes. Where all frames together have at most 256 colours, they share one; otherwise each has its own: its very
 * colours where it has at most 256, else the 256 that gifenc chooses.
 */
export function indexFrames(frames: readonly Uint8Array[]): readonly IndexedFrame[] {
  const shared = coloursOf(frames);
  if (shared) {
    const palette = paletteOf(shared);
    return frames.map((rgba) => ({ palette, indices: lookUp(rgba, shared) }));
  }
  return frames.map((rgba) => {
    const own = coloursOf([rgba]);
    if (own) return { palette: paletteOf(own), indices: lookUp(rgba, own) };
    const palette = quantize(rgba, MOST);
    return { palette, indices: applyPalette(rgba, palette) };
  });
}

const colourAt = (rgba: Uint8Array, at: number): number => (rgba[at]! << 16) | (rgba[at + 1]! << 8) | rgba[at + 2]!;

/** The colours in order of first appearance, numbered; undefined where there are too many. */
function coloursOf(frames: readonly Uint8Array[]): ReadonlyMap<number, number> | undefined {
  const numbers = new Map<number, number>();
  for (const rgba of frames) {
    for (let at = 0; at < rgba.length; at += 4) {
      const colour = colourAt(rgba, at);
      if (numbers.has(colour)) continue;
      if (numbers.size === MOST) return undefined;
      numbers.set(colour, numbers.size);
    }
  }
  return numbers;
}

const paletteOf = (colours: ReadonlyMap<number, number>): Palette =>
  [...colours.keys()].map((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]);

const lookUp = (rgba: Uint8Array, colours: ReadonlyMap<number, number>): Uint8Array =>
  Uint8Array.from({ length: rgba.length / 4 }, (_, pixel) => colours.get(colourAt(rgba, 4 * pixel)) ?? 0);
