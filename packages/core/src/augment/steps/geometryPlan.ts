import { check, shown } from '../../errors/index';
import { type Matrix, multiply, product, scaling2d, translation2d } from '../matrix';

export interface GeometryPlanRequest {
  readonly height: number;
  readonly width: number;
  /** Of the resampling filter. Default 12. */
  readonly taps?: number;
}

/** How `transformGeometry` does what it does. */
export interface GeometryPlan {
  /** Pixels of mirror image around each image of the batch. */
  readonly padding: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** `[N, 2, 3]`: from places of the finer result to places of the padded, twice as fine image; both in [-1, 1]. */
  readonly theta: readonly Matrix[];
}

/** Zeros that the filter needs at each side of the result, in coarse pixels. */
export const filterMargin = (taps: number): number => Math.floor(taps / 4);

/** The pixels beyond one side that are read: as far as the corners go, at most a whole image less one pixel. */
function pixelsBeyond(corners: readonly number[], size: number, margin: number): number {
  const beyond = Math.max(...corners) + 2 * margin - (size - 1) / 2;
  return Math.ceil(Math.min(Math.max(beyond, 0), size - 1));
}

function checkInverses(inverses: readonly Matrix[]): void {
  for (const inverse of inverses) {
    const valid = inverse.length === 3 && inverse.every((row) => row.length === 3 && row.every(Number.isFinite));
    check(valid, () => `transformGeometry: inverses must be 3 x 3 matrices of finite numbers. Got ${shown(inverse)}.`);
  }
}

/**
 * The padding that transformations of images need, one for the whole batch, and the maps from result to padded image.
 *
 * @param inverses For each image: from (x, y, 1) of the result to that of the image, in pixels from its middle.
 * @throws GanError unless all are 3 x 3 matrices of finite numbers.
 * @example augment.geometryPlan([[[1, 0, 0], [0, 1, 0], [0, 0, 1]]], { height: 16, width: 16 }).padding; // { left: 6, right: 6, top: 6, bottom: 6 }
 */
export function geometryPlan(inverses: readonly Matrix[], { height, width, taps = 12 }: GeometryPlanRequest): GeometryPlan {
  checkInverses(inverses);
  const margin = filterMargin(taps);
  const [right, below] = [(width - 1) / 2, (height - 1) / 2];
  const corners: Matrix = [
    [-right, right, right, -right],
    [-below, -below, below, below],
    [1, 1, 1, 1],
  ];
  const moved = inverses.map((inverse) => multiply(inverse, corners));
  const along = (axis: 0 | 1): number[] => moved.flatMap((places) => [...(places[axis] ?? [])]);
  const [x, y] = [along(0), along(1)];
  const opposite = (places: readonly number[]): number[] => places.map((place) => -place);
  const padding = {
    left: pixelsBeyond(opposite(x), width, margin),
    right: pixelsBeyond(x, width, margin),
    top: pixelsBeyond(opposite(y), height, margin),
    bottom: pixelsBeyond(y, height, margin),
  };

  // In pixels of the padded image; then in its half pixels, counted from their middle; then in [-1, 1].
  const shifted = translation2d((padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2);
  const toFine = multiply(translation2d(-0.5, -0.5), scaling2d(2, 2));
  const toCoarse = multiply(scaling2d(0.5, 0.5), translation2d(0.5, 0.5));
  const toUnits = scaling2d(1 / (width + padding.left + padding.right), 1 / (height + padding.top + padding.bottom));
  const fromUnits = scaling2d(width + 2 * margin, height + 2 * margin);
  const theta = inverses.map((inverse) => product(toUnits, toFine, shifted, inverse, toCoarse, fromUnits).slice(0, 2));
  return { padding, theta };
}
