import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { as4, curved, one } from './derivativeCase';
import type { DerivativeCase } from './derivativeCase';

type Mode = readonly [name: string, alignCorners: boolean, halfPixelCenters: boolean];
const modes: readonly Mode[] = [
  ['', false, false],
  [', corners aligned', true, false],
  [', half-pixel centres', false, true],
];
const sizes: readonly [string, [number, number]][] = [
  ['up', [7, 8]],
  ['down', [3, 2]],
  ['to one pixel', [1, 1]],
];
const resized = (resize: 'resizeBilinear' | 'resizeNearestNeighbor'): DerivativeCase[] =>
  modes.flatMap(([mode, alignCorners, halfPixelCenters]) =>
    sizes.map(([direction, size]) =>
      one(
        `image.${resize}, ${direction}${mode}`,
        curved((x) => tf.image[resize](as4(x), size, alignCorners, halfPixelCenters)),
        [1, 4, 5, 2],
      ),
    ),
  );
const mirrored = (name: string, mode: 'reflect' | 'symmetric', shape: number[], paddings: [number, number][]): DerivativeCase =>
  one(`mirrorPad, ${name}, ${mode}`, curved((x: Tensor) => tf.mirrorPad(x, paddings, mode)), shape); // prettier-ignore

/** Resizing and mirrored padding in every mode. */
export const resizingCases: readonly DerivativeCase[] = [
  ...resized('resizeBilinear'),
  ...resized('resizeNearestNeighbor'),
  mirrored('vector', 'reflect', [4], [[3, 2]]),
  mirrored('vector', 'symmetric', [4], [[4, 3]]),
  mirrored('both sides', 'reflect', [3, 4], [[2, 1], [0, 3]]), // prettier-ignore
  mirrored('images', 'symmetric', [2, 3, 4, 2], [[0, 0], [2, 3], [1, 0], [0, 0]]), // prettier-ignore
];
