import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '@ganblocks/core';
import type { Block } from './sequence';

export interface ResidualArgs {
  readonly main: Block;
  /** Default: x as it is. */
  readonly shortcut?: Block | undefined;
}

const written = ({ shape }: SymbolicTensor): string => `[${shape.map((length) => length ?? 'null').join(', ')}]`;

/**
 * A residual block of two branches: y = main(x) + shortcut(x), whose layers are named `<name>/…` and `<name>/shortcut/…`.
 *
 * Shapes: both branches must give the same. The model disposes it.
 *
 * @throws GanError where the branches' shapes differ.
 * @see He et al. 2016, "Deep Residual Learning for Image Recognition", https://arxiv.org/abs/1512.03385
 * @example const block = residual({ main: sequence(conv2d({ channels: 64, kernelSize: 3, padding: 1 }), relu()) });
 */
export const residual =
  ({ main, shortcut }: ResidualArgs): Block =>
  (x, name) => {
    const y = main(x, name);
    const past = shortcut ? shortcut(x, `${name}/shortcut`) : x;
    check(written(y) === written(past), () => {
      return `residual: both branches of '${name}' must give one shape. Got ${written(y)} from main and ${written(past)} past it. Give it a shortcut that fits.`;
    });
    return layers.add({ name: `${name}/sum` }).apply([y, past]) as SymbolicTensor;
  };
