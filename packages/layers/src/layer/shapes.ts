import type { Shape } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';

export interface ImageShape {
  readonly batch: number | null;
  readonly size: readonly [number | null, number | null];
  readonly channels: number;
}

const written = (shape: Shape): string => `[${shape.map((length) => length ?? 'null').join(', ')}]`;
const isOne = (shape: Shape | Shape[]): shape is Shape => !Array.isArray(shape[0]);

/** The shape of a layer's one input. */
export function onlyShape(where: string, shape: Shape | Shape[]): Shape {
  check(isOne(shape), () => `${where}: exactly one input was expected. Got ${shape.length}.`);
  return shape;
}

/** The shapes of a layer's several inputs, in the order in which they are named. */
export function severalShapes<T extends readonly Shape[]>(
  where: string,
  names: { readonly [K in keyof T]: string },
  shape: Shape | Shape[],
): T {
  const list = isOne(shape) ? [shape] : shape;
  check(list.length === names.length, () => {
    return `${where}: the inputs must be [${names.join(', ')}]. Got ${list.length}. In a chain, pass the others by conditioned(layer, …).`;
  });
  return list as unknown as T;
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

/** Throws unless a shape is `[N, …]` with so many axes; `axes` names them in the message. */
export function checkAxes(where: string, name: string, shape: Shape, axes: readonly string[]): void {
  check(shape.length === axes.length, () => `${where}: ${name} must be [${axes.join(', ')}]. Got ${written(shape)}.`);
}
