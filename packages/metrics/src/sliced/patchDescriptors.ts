import { check } from '@ganblocks/core';
import type { Features } from '../features/features';
import type { Images } from '../features/images';

/**
 * Square patches around given pixels, one a row, in the order channel, y, x.
 *
 * @param positions Image, y and x of each patch's centre, `[n, 3]` row by row.
 * @param size Side of a patch, odd.
 * @returns `[n, C * size * size]`
 * @throws GanError unless the size is odd and the patches lie inside the images.
 * @example
 * const image = { shape: [1, 3, 3, 1] as const, data: Float32Array.from({ length: 9 }, (_, i) => i) };
 * patchDescriptors(image, Int32Array.of(0, 1, 1), 1).data; // [4]
 */
export function patchDescriptors({ shape, data }: Images, positions: Int32Array, size: number): Features {
  const where = 'patchDescriptors';
  const [count, height, width, channels] = shape;
  const half = (size - 1) / 2;
  check(Number.isInteger(half) && size > 0, () => `${where}: patch must be an odd positive integer. Got ${size}.`);
  const columns = channels * size * size;
  const rows = positions.length / 3;
  const patches = new Float32Array(rows * columns);
  for (let p = 0; p < rows; p++) {
    const [n, y, x] = [positions[3 * p]!, positions[3 * p + 1]!, positions[3 * p + 2]!];
    check(
      n >= 0 && n < count && y >= half && y < height - half && x >= half && x < width - half,
      () => `${where}: patches of ${size} must lie inside images of ${height} x ${width}. Got one at (${y}, ${x}) of image ${n}.`,
    );
    let at = p * columns;
    for (let c = 0; c < channels; c++) {
      for (let dy = -half; dy <= half; dy++) {
        for (let dx = -half; dx <= half; dx++) patches[at++] = data[((n * height + y + dy) * width + x + dx) * channels + c]!;
      }
    }
  }
  return { rows, columns, data: patches };
}

/** Each channel less its mean, over its deviation, both over all patches and pixels. */
export const normalizedDescriptors = ({ rows, columns, data }: Features, channels: number): Features => {
  const area = columns / channels;
  const normalized = Float64Array.from(data);
  for (let c = 0; c < channels; c++) {
    const each = (visit: (at: number) => void): void => {
      for (let p = 0; p < rows; p++) for (let i = 0; i < area; i++) visit(p * columns + c * area + i);
    };
    let [sum, squares] = [0, 0];
    each((at) => (sum += normalized[at]!));
    const mean = sum / (rows * area);
    each((at) => (squares += (normalized[at]! - mean) ** 2));
    const deviation = Math.sqrt(squares / (rows * area));
    // A channel without any detail stays at 0.
    each((at) => (normalized[at] = deviation > 0 ? (normalized[at]! - mean) / deviation : 0));
  }
  return { rows, columns, data: normalized };
};
