import type { Latents, LatentSpace } from '@ganblocks/core';
import * as tf from '@tensorflow/tfjs-core';
import { between, checkSteps, type InterpolationKind, kindFor, pick } from './between';
import { checkLatents } from './checkLatents';

export interface InterpolationGridOptions {
  /** Default 8. */
  readonly rows?: number;
  /** Default 8. */
  readonly columns?: number;
  /** Default: 'slerp' for a normal space, 'lerp' for all others. */
  readonly kind?: InterpolationKind;
}

/**
 * Points between four corners: down the left and the right edge, then across each row. With 'lerp' it is bilinear.
 *
 * Shapes: corners `[4, …, D]`, top left, top right, bottom left, bottom right → `[rows · columns, …, D]`, row by row, for
 * `imageGrid(images, { columns })`. The caller disposes.
 *
 * @throws GanError where the corners are not four points of the space, or an option is out of range.
 * @see White 2016, "Sampling Generative Networks", https://arxiv.org/abs/1609.04468
 * @example
 * const points = interpolationGrid(gan.latents, seedLatents(gan.latents, [1, 2, 3, 4]), { rows: 5, columns: 5 }); // [25, 64]
 */
export function interpolationGrid(
  space: LatentSpace,
  corners: Latents,
  { rows = 8, columns = 8, kind }: InterpolationGridOptions = {},
): Latents {
  checkLatents('interpolationGrid', 'corners', space, corners, 4);
  checkSteps('interpolationGrid', 'rows', rows, 2);
  checkSteps('interpolationGrid', 'columns', columns, 2);
  const chosen = kindFor('interpolationGrid', space, kind);
  const cells = Array.from({ length: rows * columns }, (_, i) => ({ row: Math.floor(i / columns), x: (i % columns) / (columns - 1) }));
  return tf.tidy(() => {
    const down = Array.from({ length: rows }, (_, row) => row / (rows - 1));
    const edge = (top: number, bottom: number): Latents => {
      const [from, to] = [top, bottom].map((corner) => pick(corners, Array<number>(rows).fill(corner)));
      return between(chosen, from!, to!, down);
    };
    const ofCells = (edge: Latents): tf.Tensor =>
      pick(
        edge,
        cells.map(({ row }) => row),
      );
    return between(
      chosen,
      ofCells(edge(0, 2)),
      ofCells(edge(1, 3)),
      cells.map(({ x }) => x),
    );
  });
}
