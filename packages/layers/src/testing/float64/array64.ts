import type { Tensor } from '@tensorflow/tfjs-core';
import { check } from '@ganblocks/core';

/** Numbers in float64 and row-major order: what the oracles of the tests compute with. */
export interface Array64 {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** Numbers with a shape. */
export function array64(shape: readonly number[], values: ArrayLike<number>): Array64 {
  const size = shape.reduce((product, length) => product * length, 1);
  check(size === values.length, () => `array64: [${shape.join(', ')}] has ${size} numbers. Got ${values.length}.`);
  return { shape, data: Float64Array.from(values) };
}

/** A tensor's numbers. */
export const ofTensor = async (x: Tensor): Promise<Array64> => array64(x.shape, await x.data());

/** Each number by itself. */
export const map = ({ shape, data }: Array64, f: (value: number, index: number) => number): Array64 => ({ shape, data: data.map(f) });

/** `[N, H, W, C]` by their names. */
export function imageAxes({ shape }: Array64): { batch: number; height: number; width: number; channels: number } {
  const [batch = 0, height = 0, width = 0, channels = 0] = shape;
  check(shape.length === 4, () => `float64: an image batch must be [N, H, W, C]. Got [${shape.join(', ')}].`);
  return { batch, height, width, channels };
}

/** Images by a formula for each place. */
export function images64(
  [batch, height, width, channels]: readonly [number, number, number, number],
  at: (n: number, i: number, j: number, c: number) => number,
): Array64 {
  const data = new Float64Array(batch * height * width * channels);
  let place = 0;
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < height; i++) for (let j = 0; j < width; j++) for (let c = 0; c < channels; c++) data[place++] = at(n, i, j, c);
  return { shape: [batch, height, width, channels], data };
}

/** One number of an image batch; 0 outside of the image. */
export function pixel(x: Array64, n: number, i: number, j: number, c: number): number {
  const [, height = 0, width = 0, channels = 0] = x.shape;
  if (i < 0 || j < 0 || i >= height || j >= width) return 0;
  return x.data[((n * height + i) * width + j) * channels + c] ?? 0;
}
