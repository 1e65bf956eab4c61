import { array64, type Array64, imageAxes, images64, map, pixel } from './array64';
import { conv2d } from './conv2d';
import { upfirdn2d } from './upfirdn2d';

export interface ModulatedConv2d64Options {
  readonly demodulate?: boolean;
  readonly epsilon?: number;
  /** Taps by which the image is made twice as large first; the kernel is turned by 180° then. Default: it is not. */
  readonly doubledBy?: readonly number[];
}

/**
 * StyleGAN2, section 2.2: each image has its own kernel, w'ᵢ = sᵢ · wᵢ for each input channel, w'' = w' / √(Σ w'² + ε) for each output.
 * Zeros stand around the image before the filter, so that the kernel sees what the filter makes of the border.
 */
export function modulatedConv2d(x: Array64, kernel: Array64, style: Array64, options: ModulatedConv2d64Options = {}): Array64 {
  const { demodulate = true, epsilon = 1e-8, doubledBy } = options;
  const { batch, height, width, channels } = imageAxes(x);
  const [rows = 0, columns = 0, , outputs = 0] = kernel.shape;
  const half = (rows - 1) / 2;
  const results = Array.from({ length: batch }, (_, n) => {
    const scaled = map(kernel, (value, place) => value * (style.data[n * channels + (Math.floor(place / outputs) % channels)] ?? 0));
    const energy = Array.from({ length: outputs }, (_unused, k) => {
      return scaled.data.reduce((sum, value, place) => (place % outputs === k ? sum + value ** 2 : sum), 0);
    });
    const own = demodulate ? map(scaled, (value, place) => value / Math.sqrt((energy[place % outputs] ?? 0) + epsilon)) : scaled;
    const one = images64([1, height, width, channels], (_first, i, j, c) => pixel(x, n, i, j, c));
    if (!doubledBy) return conv2d(one, own, { padding: half });
    const turned = images64([rows, columns, channels, outputs], (a, b, c, k) => pixel(own, rows - 1 - a, columns - 1 - b, c, k));
    const [before, after] = [Math.floor((doubledBy.length + 1) / 2) + half, Math.floor((doubledBy.length - 2) / 2) + half];
    return conv2d(upfirdn2d(one, doubledBy, { up: 2, padding: [before, after], gain: 4 }), turned);
  });
  const shape = results[0]?.shape ?? [];
  return array64([batch, ...shape.slice(1)], Float64Array.from(results.flatMap(({ data }) => [...data])));
}
