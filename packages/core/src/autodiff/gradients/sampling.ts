import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { constant } from '../constant';
import { scatterPixels } from './origins';

/** Where the pixels of a bilinear op read `image [N, H, W, C]`: image numbers [B, 1, 1], rows and columns [B, h, w], in pixels. */
export interface SamplingGrid {
  readonly image: Tensor;
  readonly numbers: Tensor;
  readonly rows: Tensor;
  readonly columns: Tensor;
  /** 1 for output pixels that read the image at all, 0 for the others, [B, h, w]; a constant. */
  readonly read: Tensor;
  /** What is read beyond the edge; the edge itself by default. */
  readonly fill?: number;
}

/** A grid that was computed from coordinates (boxes, transforms), and their gradient from those of its rows and columns. */
export interface Sampling {
  readonly grid: SamplingGrid;
  readonly backward: (rows: Tensor, columns: Tensor) => Tensor;
}

/** One of the pixels that an output pixel is a weighted mean of. */
interface Corner {
  /** Row of the image seen as [N · H · W, C], int32 [B, h, w, 1]. */
  readonly ids: Tensor;
  /** 1 inside the image, 0 outside, [B, h, w, 1]. */
  readonly inside: Tensor;
  readonly weight: Tensor;
  /** Derivatives of the weight by row and by column. */
  readonly slopes: readonly [Tensor, Tensor];
}

const column = (t: Tensor): Tensor => tf.expandDims(t, -1);
const float = (condition: Tensor): Tensor => tf.cast(condition, 'float32');

/** The two neighbours of a position: the first, and the weights of both. */
function neighbours(position: Tensor): { first: Tensor; weights: [Tensor, Tensor] } {
  const first = constant(() => tf.floor(position));
  const share = tf.sub(position, first);
  return { first, weights: [tf.sub(1, share), share] };
}

/** Row-major numbers of the pixels at `row` and `column` of the images `numbers`, moved to the edge where outside. */
function pixelIds({ image, numbers }: SamplingGrid, row: Tensor, column: Tensor): Tensor {
  const [, height = 1, width = 1] = image.shape;
  const whole = (t: Tensor, last: number): Tensor => tf.cast(tf.clipByValue(t, 0, last), 'int32');
  const line = tf.add(tf.mul(tf.cast(numbers, 'int32'), tf.scalar(height, 'int32')), whole(row, height - 1));
  return tf.add(tf.mul(line, tf.scalar(width, 'int32')), whole(column, width - 1));
}

function corners(grid: SamplingGrid): Corner[] {
  const [, height = 1, width = 1] = grid.image.shape;
  const [vertical, horizontal] = [neighbours(grid.rows), neighbours(grid.columns)];
  const within = (t: Tensor, size: number): Tensor => tf.logicalAnd(tf.greaterEqual(t, 0), tf.less(t, size));
  return vertical.weights.flatMap((rowWeight, i) =>
    horizontal.weights.map((columnWeight, j): Corner => {
      const at = (): [Tensor, Tensor] => [tf.add(vertical.first, i), tf.add(horizontal.first, j)];
      return {
        ids: constant(() => column(pixelIds(grid, ...at()))),
        inside: constant(() => {
          const [row, col] = at();
          return column(float(tf.logicalAnd(within(row, height), within(col, width))));
        }),
        weight: column(tf.mul(rowWeight, columnWeight)),
        slopes: [column(tf.mul(columnWeight, 2 * i - 1)), column(tf.mul(rowWeight, 2 * j - 1))],
      };
    }),
  );
}

/** The gradient of bilinear sampling by the image. */
export function imageGradient(dy: Tensor, grid: SamplingGrid): Tensor {
  const reached = (inside: Tensor): Tensor => constant(() => tf.mul(column(grid.read), grid.fill === undefined ? 1 : inside));
  return tf.addN(
    corners(grid).map(({ ids, inside, weight }) => scatterPixels(tf.mul(dy, tf.mul(weight, reached(inside))), ids, grid.image.shape)),
  );
}

/** The gradient of bilinear sampling by the coordinates; where a row or column is a whole number, the derivative to the right. */
export function coordinateGradient(dy: Tensor, { grid, backward }: Sampling): Tensor {
  const { image, read, fill } = grid;
  const pixels = tf.reshape(image, [-1, image.shape[3] ?? 1]);
  const counted = tf.mul(dy, column(read));
  const parts = corners(grid).map(({ ids, inside, slopes }) => {
    const found = tf.gatherND(pixels, ids);
    const beyond = constant(() => tf.mul(tf.sub(1, inside), fill ?? 0));
    const value = fill === undefined ? found : tf.add(tf.mul(found, inside), beyond);
    const weight = tf.sum(tf.mul(counted, value), -1, true);
    return slopes.map((slope) => tf.reshape(tf.mul(weight, slope), read.shape));
  });
  const total = (direction: 0 | 1): Tensor => tf.addN(parts.map((part) => part[direction] ?? tf.zerosLike(read)));
  return backward(total(0), total(1));
}
