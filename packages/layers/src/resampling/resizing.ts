import { check } from '@ganblocks/core';
import type * as ops from '@ganblocks/core/ops';
import { kernelPair } from '../convolution/convolution';
import type { GanLayerArgs } from '../layer/ganLayer';
import type { ImageShape } from '../layer/shapes';

/** How large an image becomes: `factor` times what it is, or `size`. */
export interface ResizingArgs extends GanLayerArgs {
  /** How often each row and column is repeated, or [vertical, horizontal]. Default 2 where there is no `size`. */
  readonly factor?: ops.Pair | undefined;
  /** [height, width] in pixels, or one number for both; in place of `factor`. */
  readonly size?: ops.Pair | undefined;
}

export type ResizingTarget = { readonly factor: ops.Pair } | { readonly size: ops.Pair };

/** The one of the two that is given, or the default. */
export function resizingTarget(where: string, { factor, size }: ResizingArgs): ResizingTarget {
  check(factor === undefined || size === undefined, () => `${where}: factor and size exclude each other. Got both. Leave one out.`);
  const target = size === undefined ? { factor: factor ?? 2 } : { size };
  for (const [name, pair] of Object.entries(target)) kernelPair(where, pair, name);
  return target;
}

const asPair = (pair: ops.Pair): readonly [number, number] => (typeof pair === 'number' ? [pair, pair] : pair);

/** [height, width] of the result; null where it follows from a length that is not known. */
export function resizedTo(target: ResizingTarget, [height, width]: ImageShape['size']): [number | null, number | null] {
  if ('size' in target) return [...asPair(target.size)];
  const [vertical, horizontal] = asPair(target.factor);
  return [height && height * vertical, width && width * horizontal];
}
