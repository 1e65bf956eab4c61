import { layers } from '@tensorflow/tfjs-layers';

export interface ReshapeArgs {
  /** Without the batch axis; one length may be null, and then follows from the others. */
  readonly shape: readonly (number | null)[];
  readonly name?: string;
}

/**
 * The same numbers in another shape, in row-major order; tfjs's own layer. Shape: `[N, …]` → `[N, …shape]`.
 *
 * @example const pixels = reshape({ shape: [7, 7, 128] });
 */
export const reshape = ({ shape, ...args }: ReshapeArgs): layers.Layer => layers.reshape({ targetShape: [...shape], ...args });
