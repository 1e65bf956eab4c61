import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';

export interface ImageShape {
  readonly batch: number | null;
  readonly size: readonly [number | null, number | null];
  readonly channels: number;
}

const written = (shape: Shape): string => `[${shape.map((length) => length ?? 'null').join(', ')}]`;

/** The shape of a layer's one input. */
export function onlyShape(where: string, shape: Shape | Shape[]): Shape {
  const nested = Array.isArray(shape[0]);
  check(!nested, () => `${where}: exactly one input was expected. Got ${shape.length}.`);
  return shape as Shape;
}

/** The length of the last axis, which must be known. */
export function channelsOf(where: string, inputShape: Shape | Shape[]): number {
  const shape = onlyShape(where, inputShape);
  const channels = shape.at(-1) ?? 0;
  check(shape.length >= 2 && channels > 0, () => `${where}: the input must be [N, …, C] with a known C. Got ${written(shape)}.`);
  return channels;
}

/** `[N, H, W, C]` taken apart; C must be known. */
export function imageShape(where: string, inputShape: Shape | Shape[]): ImageShape {
  const shape = onlyShape(where, inputShape);
  check(shape.length === 4, () => `${where}: the input must be images [N, H, W, C]. Got ${written(shape)}. Reshape it first.`);
  const [batch = null, height = null, width = null] = shape;
  return { batch, size: [height, width], channels: channelsOf(where, shape) };
}
