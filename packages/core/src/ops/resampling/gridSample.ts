import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { constant } from '../../autodiff/constant';
import { check } from '../../errors/index';
import { checkRank } from '../checks';
import { samplePosition } from './samplePosition';

/** What is read beyond the edge: zeros, the edge itself, or the mirror image. */
export type GridPadding = 'zeros' | 'border' | 'reflection';

export interface GridSampleOptions {
  /** Default 'zeros'. */
  readonly padding?: GridPadding;
  /** Whether -1 and 1 are the centres of the outermost pixels (true) or their outer edges (false). Default false. */
  readonly alignCorners?: boolean;
}

interface Neighbour {
  /** Whole numbers, constant. */
  readonly at: Tensor;
  readonly weight: Tensor;
}

/** The two pixels that a position lies between. */
function neighbours(position: Tensor): readonly Neighbour[] {
  const first = constant(() => tf.floor(position));
  const share = tf.sub(position, first);
  return [
    { at: first, weight: tf.sub(1, share) },
    { at: constant(() => tf.add(first, 1)), weight: share },
  ];
}

/** 1 where the image has this row or column, 0 where not. */
const inside = (at: Tensor, size: number): Tensor => tf.cast(tf.logicalAnd(tf.greaterEqual(at, 0), tf.less(at, size)), 'float32');

/** The number of a pixel in the image seen as [N · H · W, C], moved to the edge where it lies outside. */
function pixelNumbers(rows: Tensor, columns: Tensor, [batch, height, width]: readonly [number, number, number]): Tensor {
  const whole = (at: Tensor, size: number): Tensor => tf.cast(tf.clipByValue(at, 0, size - 1), 'int32');
  const image = tf.reshape(tf.range(0, batch, 1, 'int32'), [batch, 1]);
  const line = tf.add(tf.mul(image, tf.scalar(height, 'int32')), whole(rows, height));
  return tf.add(tf.mul(line, tf.scalar(width, 'int32')), whole(columns, width));
}

/**
 * Reads an image at given places, bilinearly: the mean of the four pixels around each place, weighted by nearness.
 * A place is (x, y) in [-1, 1]²; in pixels it is ((x + 1)·W - 1) / 2, or (x + 1)·(W - 1) / 2 with `alignCorners`.
 *
 * Shapes: x `[N, H, W, C]`, grid `[N, H', W', 2]` → `[N, H', W', C]`. Differentiable to any order by the image and by the grid.
 * The derivative by the grid jumps where a place crosses the centre of a pixel; there it is the one to the right and below. The caller disposes.
 *
 * @throws GanError where a shape does not fit.
 * @see Jaderberg et al. 2015, "Spatial Transformer Networks", https://arxiv.org/abs/1506.02025
 * @example const centre = gridSample(tf.ones([1, 3, 3, 1]), tf.zeros([1, 1, 1, 2])); // [1, 1, 1, 1]
 */
export function gridSample(x: Tensor4D, grid: Tensor4D, { padding = 'zeros', alignCorners = false }: GridSampleOptions = {}): Tensor4D {
  checkRank('gridSample', 'x', x, 4, 'N, H, W, C');
  checkRank('gridSample', 'grid', grid, 4, 'N, H, W, 2');
  const [batch, height, width, channels] = x.shape;
  const [grids, rows, columns, coordinates] = grid.shape;
  check(
    grids === batch && coordinates === 2,
    () => `gridSample: grid must hold (x, y) for each of the ${batch} images. Got the shape [${grid.shape.join(', ')}].`,
  );
  check(
    ['zeros', 'border', 'reflection'].includes(padding),
    () => `gridSample: padding must be 'zeros', 'border' or 'reflection'. Got ${JSON.stringify(padding)}.`,
  );

  return tf.tidy(() => {
    const places = rows * columns;
    const along = (axis: 0 | 1, size: number): Tensor =>
      samplePosition(tf.reshape(tf.slice(grid, [0, 0, 0, axis], [batch, rows, columns, 1]), [batch, places]), size, padding, alignCorners);
    const [vertical, horizontal] = [neighbours(along(1, height)), neighbours(along(0, width))];
    const corners = vertical.flatMap((row) => horizontal.map((column) => ({ row, column })));

    const numbers = constant(() => tf.stack(corners.map(({ row, column }) => pixelNumbers(row.at, column.at, [batch, height, width]))));
    const weights = corners.map(({ row, column }) => {
      const weight = tf.mul(row.weight, column.weight);
      if (padding !== 'zeros') return weight;
      const read = constant(() => tf.mul(inside(row.at, height), inside(column.at, width)));
      return tf.mul(weight, read);
    });
    // Not tf.gather, which on wasm takes many times as long for the same rows.
    const pixels = tf.gatherND(tf.reshape(x, [batch * height * width, channels]), tf.reshape(numbers, [4 * batch * places, 1]));
    const weighted = tf.mul(tf.reshape(pixels, [4, batch * places, channels]), tf.reshape(tf.stack(weights), [4, batch * places, 1]));
    return tf.reshape(tf.sum(weighted, 0), [batch, rows, columns, channels]);
  });
}
