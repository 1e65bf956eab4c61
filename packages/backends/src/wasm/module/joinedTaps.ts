import type { KernelModule } from './kernelModule';
import type { Sight } from './records';
import type { Take } from './scratch';
import type { Tap } from './taps';

/** From so many channels on a tap is a loop long enough. */
const MANY_CHANNELS = 8;
const FLOAT = 4;
/** What a copy by vectors may write too much. */
const LOOSE = 12;

const place = (a: Tap, b: Tap): number => a.row - b.row || a.column - b.column;

/** The sight with its taps in the order of their places. */
export function inPlaceOrder<T extends Sight>(sight: T): T {
  const { taps } = sight;
  const isOrdered = taps.every((tap, i) => i === 0 || place(taps[i - 1]!, tap) < 0);
  return isOrdered ? sight : { ...sight, taps: [...taps].sort(place) };
}

/** How many neighbouring taps a row has, where all rows have the same; the taps come in the order of their places. */
function rowLength(taps: readonly Tap[]): number {
  const first = taps[0];
  if (!first) return 0;
  const length = taps.filter(({ row }) => row === first.row).length;
  const isGrid = taps.every(({ row, column }, i) => column === first.column + (i % length) && row === taps[i - (i % length)]!.row);
  return isGrid && taps.length % length === 0 ? length : 0;
}

/**
 * Few channels make short taps. Where an image has zeros at its sides, the taps of a filter's row see floats beside each other: they are one tap of
 * `length * channels`. The taps come in the order of their places. Undefined where they stay as they are.
 */
export function joinTaps(module: KernelModule, take: Take, sight: Sight): Sight | undefined {
  const { image, imageHeight, imageWidth, channels, pixelChannels = channels, batch, columns, strideWidth = 1, taps } = sight;
  if (channels >= MANY_CHANNELS || pixelChannels !== channels || taps.length < 2) return undefined;
  const length = rowLength(taps);
  if (length < 2) return undefined;
  const firstColumn = taps[0]!.column;
  const before = Math.max(0, -firstColumn);
  const after = Math.max(0, (columns - 1) * strideWidth + firstColumn + length - imageWidth);
  const width = before + imageWidth + after;
  const joined = {
    ...sight,
    imageWidth: width,
    channels: length * channels,
    pixelChannels: channels,
    taps: taps.filter((_, i) => i % length === 0).map((tap) => ({ ...tap, column: firstColumn + before })),
  };
  if (before + after === 0) return joined;
  const rows = batch * imageHeight;
  const padded = take(rows * width * channels * FLOAT + LOOSE);
  module.kernels.padRows(image, rows, imageWidth * channels, before * channels, after * channels, padded);
  return { ...joined, image: padded };
}
