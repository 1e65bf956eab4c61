import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
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
  /** Whole numbers, constant, in the image: moved to the edge where they lie outside. */
  readonly at: Tensor;
  readonly weight: Tensor;
}

/**
 * 1 where a whole number is one of 0 … size - 1, and 0 elsewhere. By its distance from the nearest of them: on wasm comparisons take many times as long.
 */
const inside = (at: Tensor, nearest: Tensor): Tensor => tf.sub(1, tf.clipByValue(tf.abs(tf.sub(at, nearest)), 0, 1));

/** The two pixels that a position lies between; with the padding 'zeros' those outside weigh nothing. */
function neighbours(position: Tensor, size: number, padding: GridPadding): readonly Neighbour[] {
  const first = constant(() => tf.floor(position));
  const share = tf.sub(position, first);
  const neighbour = (at: Tensor, weight: Tensor): Neighbour => {
    const nearest = constant(() => tf.clipByValue(at, 0, size - 1));
    return {
      at: nearest,
      weight:
        padding === 'zeros'
          ? tf.mul(
              weight,
              constant(() => inside(at, nearest)),
            )
          : weight,
    };
  };
  return [
    neighbour(first, tf.sub(1, share)),
    neighbour(
      constant(() => tf.add(first, 1)),
      share,
    ),
  ];
}

/** The number of each image's first pixel, at each of its places: [N · places]. From the host, since whole numbers are slow to broadcast. */
function firstPixels(batch: number, places: number, pixels: number): Tensor {
  const numbers = new Int32Array(batch * places);
  for (let image = 0; image < batch; image++) numbers.fill(image * pixels, image * places, (image + 1) * places);
  return tf.tensor1d(numbers, 'int32');
}

/** One of the two coordinates of [places, 2]: [places]. Not tf.slice, which on wasm copies all of its input first. */
const coordinate = (grid: Tensor2D, axis: 0 | 1): Tensor =>
  tf.reshape(tf.matMul(grid, tf.tensor2d(axis === 0 ? [1, 0] : [0, 1], [2, 1])), [-1]);

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

  // Numbers of pixels are added up as float32.
  check(height * width <= 2 ** 24, () => `gridSample: x must have at most 2^24 pixels an image. Got ${height} x ${width}.`);

  return tf.tidy(() => {
    const places = rows * columns;
    const flat: Tensor2D = tf.reshape(grid, [batch * places, 2]);
    const along = (axis: 0 | 1, size: number): readonly Neighbour[] =>
      neighbours(samplePosition(coordinate(flat, axis), size, padding, alignCorners), size, padding);
    const [vertical, horizontal] = [along(1, height), along(0, width)];
    const corners = vertical.flatMap((row) => horizontal.map((column) => ({ row, column })));

    const numbers = constant(() => {
      const first = firstPixels(batch, places, height * width);
      const pixel = (row: Tensor, column: Tensor): Tensor => tf.cast(tf.add(tf.mul(row, width), column), 'int32');
      return tf.concat(corners.map(({ row, column }) => tf.add(first, pixel(row.at, column.at))));
    });
    const weights = tf.concat(corners.map(({ row, column }) => tf.mul(row.weight, column.weight)));
    // Not tf.gather, which on wasm takes many times as long for the same rows.
    const pixels = tf.gatherND(tf.reshape(x, [batch * height * width, channels]), tf.reshape(numbers, [4 * batch * places, 1]));
    const weighted = tf.mul(pixels, tf.reshape(weights, [4 * batch * places, 1]));
    return tf.reshape(tf.sum(tf.reshape(weighted, [4, batch * places * channels]), 0), [batch, rows, columns, channels]);
  });
}
