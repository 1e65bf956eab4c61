import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import { checkAxes, onlyShape } from '../layer/shapes';

const written = (shape: Shape): string => `[${shape.map((length) => length ?? 'null').join(', ')}]`;

/** Throws unless images or sequences come in: a batch axis, at least one axis of places, channels. */
export function checkPlaces(where: string, inputShape: Shape | Shape[]): void {
  const shape = onlyShape(where, inputShape);
  check(shape.length >= 3, () => `${where}: the input must have places between batch and channels, [N, …, C]. Got ${written(shape)}.`);
}

/** The length of one vector of an input, which must be `[N, D]`. */
export function checkVectors(where: string, name: string, shape: Shape): number {
  checkAxes(where, name, shape, ['N', 'D']);
  const length = shape[1] ?? 0;
  check(length > 0, () => `${where}: ${name} must be [N, D] with a known D. Got ${written(shape)}.`);
  return length;
}
